import SeverityMark from '../shared/SeverityMark.tsx';
import type { Finding } from '../../doctor/finding.ts';

/** How many findings there are of the worst severity that needs a look; none for notes. */
export default function FindingCount({ findings }: { findings: readonly Finding[] }) {
  for (const severity of ['error', 'warning'] as const) {
    const count = findings.filter((each) => each.severity === severity).length;
    if (count > 0) return <SeverityMark severity={severity} count={count} />;
  }
  return null;
}
