import type { Finding } from '../../src/doctor/finding.ts';
import { liveRules } from '../../src/doctor/live/rules/index.ts';
import { sarifOf } from '../../src/doctor/report.ts';
import { rules } from '../../src/doctor/rules/index.ts';
import { pageAddress, version } from '../lib/about.ts';
import type { Checked } from './report.ts';

/** Findings for a code host, and the expectations that do not hold. */
export function sarifText(
  { findings, outcomes }: Checked,
  shown: (path: string) => string,
): string {
  const unmet = outcomes
    .filter(({ passed }) => !passed)
    .map(({ place, says, seen }): Finding => ({
      rule: 'expectation',
      severity: 'error',
      place,
      words: `${says}: ${seen}.`,
      remedy: 'Mend the configurations, or expect what is so.',
    }));
  const expectation = {
    id: 'expectation',
    title: 'What is expected holds',
    severity: 'error',
  } as const;
  const options = { version, address: pageAddress };
  const rulesOf = [...rules, ...liveRules, expectation];
  const own = sarifOf([...findings.map((finding) => placed(finding, shown)), ...unmet], {
    ...options,
    rules: rulesOf,
  });
  return JSON.stringify(own, null, 2);
}

/** A finding whose file is named as the person would. */
const placed = (finding: Finding, shown: (path: string) => string): Finding =>
  finding.place
    ? { ...finding, place: { ...finding.place, path: shown(finding.place.path) } }
    : finding;
