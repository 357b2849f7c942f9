// What the frame of every page does with JavaScript: menus close by themselves, faults take the focus, keys help.
document.documentElement.classList.add('js');

const openMenus = () => document.querySelectorAll('details.menu[open]');

document.addEventListener('click', ({ target }) => {
  for (const menu of openMenus()) if (!menu.contains(target)) menu.open = false;
  if (target.closest('[data-keys-help]')) document.getElementById('keys').showModal();
});

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') {
    for (const menu of openMenus()) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
    return;
  }
  if (isTyping(event)) return;
  if (event.key === '/') {
    event.preventDefault();
    document.getElementById('find')?.focus();
  } else if (event.key === '?') {
    const keys = document.getElementById('keys');
    if (keys && !keys.open) keys.showModal();
  }
});

/** Whether a key belongs to a field or to the browser, so that it is no shortcut. */
export function isTyping(event) {
  const { target, ctrlKey, metaKey, altKey, isComposing } = event;
  return ctrlKey || metaKey || altKey || isComposing || target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
    && !/^(checkbox|radio|button)$/.test(target.type);
}

/** The faults of a form take the focus, so that they are read out and seen first. */
export function focusFaults(part) {
  const faults = part.matches('[data-focus]') ? part : part.querySelector('[data-focus]');
  faults?.focus();
}
