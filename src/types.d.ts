/** The text of a nats-server configuration file. */
declare module '*.conf' {
  const text: string;
  export default text;
}

/** The text of a module's file, past all loaders. */
declare module '*?raw' {
  const text: string;
  export default text;
}

/** The list of messages, which plugins/messages makes. */
declare module '@generated/leafwise-messages/default/entries.json' {
  import type { MessageEntry } from './site-data/message-entry.ts';
  const entries: MessageEntry[];
  export default entries;
}

/** The commands of the console and those it lacks, which plugins/console lists. */
declare module '@generated/leafwise-console/default/entries.json' {
  const entries: import('./site-data/console-entry.ts').ConsoleEntry[];
  export default entries;
}

/** The pages to which a class may go, which plugins/class-pages lists. */
declare module '@generated/leafwise-class-pages/default/pages.json' {
  const pages: import('./site-data/class-page.ts').ClassPage[];
  export default pages;
}

/** The configurations that pages show, which plugins/examples reads. */
declare module '@generated/leafwise-examples/default/examples.json' {
  const examples: import('./site-data/example.ts').Example[];
  export default examples;
}

interface ImportMeta {
  /** Of the bundler: the modules of a folder whose names fit. */
  webpackContext: (
    folder: string,
    options: { regExp: RegExp; mode: 'lazy' },
  ) => { (name: string): Promise<unknown>; keys: () => string[] };
}

/** The address of a font file. */
declare module '*.woff2' {
  const url: string;
  export default url;
}
