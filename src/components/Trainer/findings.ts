import type { SeatNow } from '../../class/room.ts';

/** One check of "Am I ready?", and how it went in the class. */
export interface Finding {
  id: string;
  yes: number;
  /** The seats at which it did not pass or could not be told, with the words that they saw. */
  others: { seat: SeatNow; ok: 'no' | 'unknown'; words: string }[];
}

/** What the browsers of a class have found out about themselves: each check, those that fail most first. */
export function findingsOf(seats: readonly SeatNow[]): { told: number; findings: Finding[] } {
  const findings = new Map<string, Finding>();
  let told = 0;
  for (const seat of seats) {
    if (!seat.ready) continue;
    told += 1;
    for (const { id, ok, words } of seat.ready.checks) {
      const finding = findings.get(id) ?? { id, yes: 0, others: [] };
      if (ok === 'yes') finding.yes += 1;
      else finding.others.push({ seat, ok, words });
      findings.set(id, finding);
    }
  }
  const fails = ({ others }: Finding) => others.filter(({ ok }) => ok === 'no').length;
  return { told, findings: [...findings.values()].sort((a, b) => fails(b) - fails(a)) };
}

/** What a class says of one step. */
export interface StepFeedback {
  lab: string;
  step: string;
  counts: Record<'yes' | 'partly' | 'no', number>;
  lines: { seat: SeatNow; text: string }[];
}

/** Feedback for each step, those that were least clear first. */
export function feedbackOf(seats: readonly SeatNow[]): StepFeedback[] {
  const steps = new Map<string, StepFeedback>();
  for (const seat of seats) {
    for (const [key, { clear, text }] of seat.feedback) {
      const [lab = '', step = ''] = key.split('.');
      const of = steps.get(key) ?? { lab, step, counts: { yes: 0, partly: 0, no: 0 }, lines: [] };
      of.counts[clear] += 1;
      if (text) of.lines.push({ seat, text });
      steps.set(key, of);
    }
  }
  const doubt = ({ counts }: StepFeedback) => counts.no * 2 + counts.partly;
  return [...steps.values()].sort((a, b) => doubt(b) - doubt(a));
}
