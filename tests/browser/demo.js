// Starts `baton demo` and a browser, and ends both by their own ids.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium } from 'playwright-core';

const start_limit_ms = 90_000;
const end_limit_ms = 20_000;

/** The running demo: its url, and end(). Fails with all it said where it does not start. */
export async function startDemo() {
  const program = process.env.BATON_PROGRAM;
  if (!program) throw new Error('BATON_PROGRAM must name the baton program');
  const child = spawn(program, ['demo'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let said = '';
  child.stderr.on('data', (data) => { said += data; });
  const ended = new Promise((resolve) => { child.on('exit', (code, signal) => resolve(code ?? signal)); });
  const url = await new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGTERM');
      reject(new Error(`baton demo printed no address within ${start_limit_ms / 1000} s. It said:\n${said}`));
    }, start_limit_ms);
    child.stdout.on('data', (data) => {
      out += data;
      const line = /^Baton demo: (http:\/\/127\.0\.0\.1:\d+\/) ?$/m.exec(out);
      if (!line) return;
      clearTimeout(late);
      resolve(line[1]);
    });
    ended.then((code) => reject(new Error(`baton demo ended with ${code}. It said:\n${said}`)));
  });
  const end = async () => {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), end_limit_ms);
    const code = await ended;
    clearTimeout(late);
    return { code, out };
  };
  return { url, end, said: () => said };
}

/** A browser with a profile of its own that goes with it. */
export async function startBrowser(options = {}) {
  const profile = mkdtempSync(join(tmpdir(), 'baton-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    viewport: { width: 1280, height: 860 },
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
    ...options,
  });
  context.setDefaultTimeout(15_000);
  const end = async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  };
  return { context, end };
}
