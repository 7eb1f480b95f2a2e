import type { Derived } from '../lab/derive/derive.ts';
import type { Finding, Severity } from './finding.ts';

/** What a rule says of one place: of the rest it has a usual one. */
export type Found = Omit<Finding, 'rule' | 'severity' | 'page'> &
  Partial<Pick<Finding, 'severity' | 'page'>>;

/** What a person has told of the servers beside their configurations. */
export interface Told {
  /** The release of nats-server that they run: the site's, unless it is named. */
  version?: string;
}

/** Looks for one kind of fault in configurations. */
export interface Rule {
  /** As its file. */
  id: string;
  severity: Severity;
  /** What it finds, in a few words. */
  title: string;
  page?: string;
  look: (network: Derived, told: Told) => Iterable<Found>;
}
