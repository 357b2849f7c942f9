// What an editor writes into the page without asking for a translation is exchanged there, in this one place.
import { say } from './words.js';

const ATTRIBUTES = ['title', 'aria-label', 'placeholder', 'alt', 'data-placeholder'];

// Exchange the words of `root` as they come; what a designer wrote, within `own` (a selector), stays.
export function sayWithin(root, own) {
  const exchange = (node) => {
    if (node.nodeType === Node.TEXT_NODE) exchangeText(node, own);
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    ATTRIBUTES.forEach((name) => exchangeAttribute(node, name));
    node.childNodes.forEach(exchange);
  };
  exchange(root);
  const watch = { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES };
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes, attributeName } of changes) {
      if (type === 'childList') addedNodes.forEach(exchange);
      else if (type === 'attributes') exchangeAttribute(target, attributeName);
      else exchangeText(target, own);
    }
  }).observe(root, watch);
}

// Setting a word that is already there would call the observer for ever.
function exchangeText(node, own) {
  const text = node.data.trim();
  const words = text && say(text);
  if (words !== text && !node.parentElement?.closest(own)) node.data = node.data.replace(text, () => words);
}

function exchangeAttribute(element, name) {
  const text = element.getAttribute(name);
  if (text && say(text) !== text) element.setAttribute(name, say(text));
}
