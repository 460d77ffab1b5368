// Takes the picture of the README anew, light and dark: one line typed, and the card that it made.
//
// usage, from the root: BATON_PROGRAM=build/release/baton node tests/browser/picture.js

import { writeFileSync } from 'node:fs';

import { ChatPage } from './chat_page.js';
import { startBrowser, startDemo } from './demo.js';

const line = '/handoff @dino ACME Banner 3: logo bigger, by tomorrow 15:00';
const size = { width: 1120, height: 690 };
const scale = 1.5;
const margin = 8;

/** The screenshot, a third as large: the browser is an encoder as well. */
async function webp(context, png) {
  const page = await context.newPage();
  const encoded = await page.evaluate(async (data) => {
    const picture = new Image();
    picture.src = `data:image/png;base64,${data}`;
    await picture.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [picture.width, picture.height];
    canvas.getContext('2d').drawImage(picture, 0, 0);
    return canvas.toDataURL('image/webp', 0.9);
  }, png.toString('base64'));
  await page.close();
  return Buffer.from(encoded.split(',')[1], 'base64');
}

const demo = await startDemo();
const browser = await startBrowser({ viewport: size, deviceScaleFactor: scale });
try {
  const chat = new ChatPage(browser.context.pages()[0]);
  await chat.open(demo.url, 'Ana', 'slack');
  await chat.page.getByRole('button', { name: 'Got it' }).click();
  await chat.command(line);
  await chat.message('Banner 3', 'Accept');
  await chat.page.mouse.move(0, 0);
  // The picture begins with the line that was typed.
  const above = await chat.log.locator('.command').evaluate((typed) => typed.getBoundingClientRect().top - typed.parentElement.getBoundingClientRect().top);
  await chat.page.setViewportSize({ width: size.width, height: Math.round(size.height - above + margin) });
  for (const colorScheme of ['light', 'dark']) {
    await chat.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await chat.page.evaluate(() => document.activeElement.blur());
    const picture = await webp(browser.context, await chat.page.screenshot());
    const file = new URL(`../../docs/pictures/handoff-${colorScheme}.webp`, import.meta.url).pathname;
    writeFileSync(file, picture);
    console.log(`${file}: ${Math.round(picture.length / 1024)} kB`);
  }
} finally {
  await browser.end();
  await demo.end();
}
