/** Gives the remote of a member of the site the key with which it hands over its streams when its line is down. */
export const migrating = (config: string): string =>
  config.replace(/(\n *)url: /, '$1jetstream_cluster_migrate: true$&');
