import Link from '@docusaurus/Link';
import { useId, useState } from 'react';
import type { CellLook, ReachTable } from '../../bench/reach-table.ts';
import styles from './Reach.module.css';

/** The sign of a cell, so that colour alone says nothing. */
const signs: Record<CellLook, string> = { yes: '✓', fault: '!', no: '✕', none: '·' };

/** What reaches what: a row for each account, a column for what was asked. A cell explains itself when it is pressed. */
export default function ReachGrid({ table }: { table: ReachTable }) {
  const { columns, rows } = table;
  const [chosen, setChosen] = useState<{ row: number; column: number }>();
  const id = useId();
  const cell = chosen && rows[chosen.row]?.cells[chosen.column];
  const row = chosen && rows[chosen.row];
  if (rows.length === 0) return <p>No account of a server that runs lets a client in here.</p>;
  return (
    <>
      <div
        className={styles.frame}
        role="region"
        aria-label="What reaches what"
        // It may be wider than its place.
        tabIndex={0}
      >
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">From</th>
              {columns.map(({ name, kind }) => (
                <th key={`${kind} ${name}`} scope="col">
                  {kind === 'domain' ? 'domain ' : kind === 'subject' ? 'a message to ' : ''}
                  {kind === 'own' ? name : <code>{name}</code>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, cells }, r) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {cells.map(({ look, short }, c) => {
                  const isChosen = chosen?.row === r && chosen.column === c;
                  return (
                    <td key={c}>
                      <button
                        type="button"
                        data-look={look}
                        aria-expanded={isChosen}
                        aria-controls={id}
                        onClick={() => setChosen(isChosen ? undefined : { row: r, column: c })}
                      >
                        <span aria-hidden="true">{signs[look]}</span> {short}
                      </button>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div id={id} role="status" className={styles.why}>
        {cell && row ? (
          <>
            <p>{cell.words}</p>
            {cell.findings.map(({ words, remedy, page }, i) => (
              <p key={i}>
                {words} {remedy} {page && <Link to={page}>See it</Link>}
              </p>
            ))}
          </>
        ) : (
          <p className={styles.note}>
            Choose a cell to see what was asked and which links it crossed.
          </p>
        )}
      </div>
    </>
  );
}
