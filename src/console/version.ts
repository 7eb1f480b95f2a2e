/** The release of the `nats` CLI that the console follows: that of tools/nats-cli/go.mod. */
export const cliVersion = 'v0.5.1';
