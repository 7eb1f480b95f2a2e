import { hiderOf } from '../../src/lab/derive/hide-secrets.ts';
import type { Checked } from './report.ts';

/** What has been found out, in words without the secrets of the files: servers repeat what they cannot read. */
export function withoutSecrets(checked: Checked): Checked {
  const { derived, findings, outcomes } = checked;
  const hide = hiderOf(derived);
  return {
    ...checked,
    derived: {
      ...derived,
      notes: derived.notes.map((note) => ({ ...note, words: hide(note.words) })),
    },
    findings: findings.map((finding) => ({
      ...finding,
      words: hide(finding.words),
      remedy: hide(finding.remedy),
    })),
    outcomes: outcomes.map((outcome) => ({ ...outcome, seen: hide(outcome.seen) })),
  };
}
