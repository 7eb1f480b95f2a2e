import { expect, test } from 'vitest';
import { markdownOf } from './markdown.ts';
import { pageTree } from './page-tree.ts';
import { sectionsOf } from './sections.ts';

const page = (body: string) =>
  pageTree(`<nav>Menu</nav><div class="theme-doc-markdown markdown">${body}</div>`, (href) =>
    href.replace(/^\//, 'https://example.org/'),
  );
const asMarkdown = (body: string) => markdownOf(page(body));

test('text is taken over, and nothing around it', () => {
  expect(asMarkdown('<header><h1>Hubs</h1></header><p>A <strong>hub</strong> listens.')).toBe(
    '# Hubs\n\nA **hub** listens.\n',
  );
});

test('what only works on a page is left out', () => {
  const body =
    '<p>Look.</p><button>Start</button><p role="status">Not running.</p><div data-page-only>Run</div>' +
    '<h2>Next<a class="hash-link" href="#next">#</a></h2><ul><li><span role="img">○</span>It is so</ul>';
  expect(asMarkdown(body)).toBe('Look.\n\n## Next\n\n- It is so\n');
});

test('a configuration is a fenced block with the very lines of the file', () => {
  const line = (text: string) =>
    `<div class="token-line"><span class="token plain">${text}</span><br></div>`;
  const body = `<pre class="prism-code language-nats"><code>${line('jetstream {')}${line('  domain: hub')}${line('}')}</code></pre>`;
  expect(asMarkdown(body)).toBe('```nats\njetstream {\n  domain: hub\n}\n```\n');
});

test('a command says at which server it is for', () => {
  const body =
    '<div data-server="hub"><pre><code>nats sub x</code></pre><button>Run</button></div>';
  expect(asMarkdown(body)).toBe('At `hub`:\n\n```\nnats sub x\n```\n');
});

test('a hint that is not shown yet is there, and so are checks under their name', () => {
  const body =
    '<ol><li hidden>Look at remotes.</ol><ul aria-label="Checks"><li>The link is up</ul>';
  expect(asMarkdown(body)).toBe('1. Look at remotes.\n\nChecks:\n\n- The link is up\n');
});

test('a map that is drawn twice is told once', () => {
  const svg =
    '<svg role="img"><title>Map of hub</title><desc>hub, alone.</desc><g><text>hub</text></g></svg>';
  expect(asMarkdown(`<div>${svg}</div><div>${svg}</div>`)).toBe('*Map of hub. hub, alone.*\n');
});

test('a note is a quotation under its title', () => {
  const body =
    '<div class="theme-admonition"><div class="admonitionHeading_x"><svg></svg>Beware</div><div><p>It loops.</div></div>';
  expect(asMarkdown(body)).toBe('> **Beware**\n>\n> It loops.\n');
});

test('what only a style sets apart has a space between', () => {
  const body = '<ul><li><a href="/a">A leaf</a><code>stream not found</code><span>#1</span></ul>';
  expect(asMarkdown(body)).toBe('- [A leaf](https://example.org/a) `stream not found` #1\n');
});

test('a link leads to where it is told to', () => {
  expect(asMarkdown('<p><a href="/a">here</a>')).toBe('[here](https://example.org/a)\n');
});

test('sections are named by their heading, or by the step that they are', () => {
  const body =
    '<h1>Lab</h1><p>Begin with <code>hub</code>.<section id="dial"><h2 id="_R_1_">Dial</h2><p>Now.</section>' +
    '<h2 id="seen">Seen</h2><p>That.';
  expect(sectionsOf(page(body))).toEqual([
    { id: undefined, heading: 'Lab', text: 'Begin with hub.' },
    { id: 'dial', heading: 'Dial', text: 'Now.' },
    { id: 'seen', heading: 'Seen', text: 'That.' },
  ]);
});

test('what is no page of the docs is refused', () => {
  expect(() => pageTree('<main>Home</main>', String)).toThrow('no page of the docs');
});
