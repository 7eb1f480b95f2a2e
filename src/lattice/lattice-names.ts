/** The buckets of a lattice: links and component specifications, configurations, and what wadm knows of its hosts. */
export const bucketsOf = (lattice: string) => ({
  data: `LATTICEDATA_${lattice}`,
  config: `CONFIGDATA_${lattice}`,
  state: 'wadm_state',
});

/** Subjects of the control interface of wasmCloud v1. */
export const control = (lattice: string, what: string) => `wasmbus.ctl.v1.${lattice}.${what}`;

/** Subjects of a lattice's events. */
export const events = (lattice: string, what: string) => `wasmbus.evt.${lattice}.${what}`;
