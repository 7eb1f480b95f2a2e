import type { Rule } from '../rule.ts';

/**
 * Tried on 2.15.2: the server ends with `variable reference for 'NONE' on line 2 can not be found`. The environment of
 * this machine is never read.
 */
export const variableNotGiven: Rule = {
  id: 'variable-not-given',
  severity: 'error',
  title: 'A variable without which a server does not start has no value',
  *look({ confs }) {
    for (const { name, unset } of confs.values())
      for (const { variable, ...place } of unset)
        yield {
          server: name,
          place,
          words: `$${variable} is set by no line of the configuration and by nothing that deploys it, and the environment is not read here. Without a value the server does not start.`,
          remedy: `See that the environment of the server sets ${variable}, and have a value made for this run by --stand-ins.`,
        };
  },
};
