import Link from '@docusaurus/Link';
import type { Finding } from '../../doctor/finding.ts';
import { useRead } from './desk-context.ts';
import AskServers from './AskServers.tsx';
import FileNotes from './FileNotes.tsx';
import PlaceButton from './PlaceButton.tsx';
import SeverityMark from '../shared/SeverityMark.tsx';
import { useAllFindings } from './useAllFindings.ts';
import { useDownWords } from './useDownWords.ts';
import styles from './Findings.module.css';

/** What is wrong with the network, the worst first; what the servers are asked too; then what was done with the files. */
export default function Findings() {
  const { network, failure } = useRead();
  const findings = useAllFindings();
  const down = useDownWords();
  return (
    <>
      {down !== undefined && <AskServers down={down} />}
      {findings.length === 0 && network && failure === undefined && (
        <p>The doctor finds nothing wrong in these files.</p>
      )}
      <ul aria-label="Findings" className={styles.findings}>
        {findings.map((finding, i) => (
          <Row key={i} finding={finding} />
        ))}
      </ul>
      {down === undefined && <AskServers />}
      {network && failure === undefined && <FileNotes network={network} />}
    </>
  );
}

function Row({ finding }: { finding: Finding }) {
  const { severity, place, server, words, remedy, page } = finding;
  return (
    <li>
      <SeverityMark severity={severity} />
      <div>
        {place ? (
          <PlaceButton path={place.path} line={place.line} />
        ) : (
          server !== undefined && <code>{server}</code>
        )}
        <p>
          {words} {remedy}{' '}
          {page !== undefined && (
            // The servers of this page run on.
            <Link to={page} target="_blank" aria-label="Read about it (opens a new tab)">
              Read about it
            </Link>
          )}
        </p>
      </div>
    </li>
  );
}
