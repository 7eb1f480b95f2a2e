import type { Rule } from '../rule.ts';
import { domainMissing } from './domain-missing.ts';
import { globalAccountBound } from './global-account-bound.ts';
import { sameDomain } from './same-domain.ts';

/** The rules that look at configurations. */
export const rules: readonly Rule[] = [globalAccountBound, sameDomain, domainMissing];
