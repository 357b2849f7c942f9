// What Chromium 88 lacks of what the libraries in the bundle call.
if (!Object.hasOwn) {
  Object.hasOwn = (object, key) => Object.prototype.hasOwnProperty.call(object, key);
}
if (!Array.prototype.at) {
  Object.defineProperty(Array.prototype, 'at', {
    value(index) {
      const i = Math.trunc(index) || 0;
      return this[i < 0 ? this.length + i : i];
    },
    configurable: true,
    writable: true,
  });
}
if (!window.structuredClone) {
  // The callers copy plain records of numbers, nothing that JSON would lose.
  window.structuredClone = (record) => JSON.parse(JSON.stringify(record));
}
