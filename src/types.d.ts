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
