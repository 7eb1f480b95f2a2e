/** Tells a server that it extends no other JetStream, whatever system account it links. */
export const hinted = (config: string): string =>
  config.replace('domain: site', 'domain: site\n  extension_hint: no_extend');
