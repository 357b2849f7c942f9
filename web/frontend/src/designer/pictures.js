// The drawing as a picture: saved as SVG or PNG, or printed on a page of A3.
import { say } from './words.js';
import { download } from './workspace.js';

const SHARP = 2; // pixels of the picture for one of the drawing
const LARGEST = 8000; // pixels a side that browsers still draw
const PIXELS_A3 = { width: 1500, height: 1030 }; // A3 landscape within its margins, at 96 pixels an inch

export function pictures(modeler, name) {
  const stem = name.replace(/\.bpmn$/, '');
  return {
    svg: async () => download(`${stem}.svg`, (await modeler.saveSVG()).svg, 'image/svg+xml'),
    png: async () => download(`${stem}.png`, await png((await modeler.saveSVG()).svg)),
    print: async () => print((await modeler.saveSVG()).svg, stem),
  };
}

async function png(svg) {
  const { picture, width, height } = await drawn(svg);
  const scale = Math.min(SHARP, LARGEST / Math.max(width, height));
  const canvas = Object.assign(document.createElement('canvas'), { width: width * scale, height: height * scale });
  const paper = canvas.getContext('2d');
  paper.fillStyle = '#fff';
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => { canvas.toBlob(done, 'image/png'); });
}

// As an image a drawing runs no script and loads nothing, whatever was written into it.
async function drawn(svg) {
  const [, width, height] = /<svg[^>]*?\swidth="([\d.]+)"\s+height="([\d.]+)"/.exec(svg) ?? [];
  const picture = new Image();
  picture.alt = '';
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await picture.decode();
  return { picture, width: Number(width) || picture.naturalWidth, height: Number(height) || picture.naturalHeight };
}

async function print(svg, title) {
  const { picture, width, height } = await drawn(svg);
  const scale = Math.min(PIXELS_A3.width / width, PIXELS_A3.height / height);
  picture.style.width = `${width * scale}px`;
  const sheet = document.createElement('figure');
  sheet.className = 'print-sheet';
  const words = document.createElement('figcaption');
  words.textContent = say('{name}, printed on {date}', { name: title, date: new Date().toLocaleDateString() });
  sheet.append(words, picture);
  document.body.append(sheet);
  window.print();
  sheet.remove();
}
