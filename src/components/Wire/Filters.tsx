import { useId, useState } from 'react';
import { useLab } from '../Lab/context.ts';
import { markWords, type MarkKind } from '../Map/mark-kinds.ts';
import Mark from '../Map/Mark.tsx';
import { markClasses, parseSubject, type Filter, type Way } from './filter.ts';
import { upkeep } from '../Map/frame-marks.ts';
import styles from './Wire.module.css';

interface FiltersProps {
  filter: Filter;
  onFilter: (filter: Filter) => void;
}

/** Lets the reader choose frames by subject, by link and direction, and by class. */
export default function Filters({ filter, onFilter }: FiltersProps) {
  const { classes } = filter;
  const set = (kinds: readonly MarkKind[], on: boolean) => {
    const others = [...classes].filter((kind) => !kinds.includes(kind));
    onFilter({ ...filter, classes: new Set(on ? [...others, ...kinds] : others) });
  };
  return (
    <div className={styles.filters}>
      <SubjectField onSubject={(subject) => onFilter({ ...filter, subject })} />
      <WayField way={filter.way} onWay={(way) => onFilter({ ...filter, way })} />
      <label>
        <input
          type="checkbox"
          checked={upkeep.every((kind) => classes.has(kind))}
          onChange={(event) => set(upkeep, event.target.checked)}
        />
        Interest, handshakes and heartbeats too
      </label>
      <details className={styles.classes}>
        <summary>
          Classes: {classes.size} of {markClasses.length}
        </summary>
        <fieldset>
          <legend>Show the class</legend>
          {markClasses.map((kind) => (
            <label key={kind}>
              <input
                type="checkbox"
                checked={classes.has(kind)}
                onChange={(event) => set([kind], event.target.checked)}
              />
              <Mark kind={kind} decorative /> {markWords[kind]}
            </label>
          ))}
        </fieldset>
      </details>
    </div>
  );
}

/** A subject to filter by. While it is not well formed, the filter stays as it was. */
function SubjectField({ onSubject }: { onSubject: (subject: string | undefined) => void }) {
  const [text, setText] = useState('');
  const id = useId();
  const parsed = parseSubject(text);
  const error = 'error' in parsed ? parsed.error : undefined;
  const change = (next: string) => {
    setText(next);
    const parsed = parseSubject(next);
    if (!('error' in parsed)) onSubject(parsed.subject);
  };
  return (
    <div className={styles.field}>
      <label htmlFor={id}>Subject</label>
      <input
        id={id}
        type="text"
        autoCapitalize="off"
        autoComplete="off"
        spellCheck={false}
        placeholder="orders.>"
        value={text}
        aria-invalid={error !== undefined}
        aria-describedby={`${id}error`}
        onChange={(event) => change(event.target.value)}
      />
      <span id={`${id}error`} role="status" className={styles.error}>
        {error}
      </span>
    </div>
  );
}

function WayField({ way, onWay }: { way: Way | undefined; onWay: (way?: Way) => void }) {
  const { links } = useLab().session.topology;
  const id = useId();
  const groups = links.map(({ name: link, from, to }): [string, Way[]] => {
    const both: Way = { link, ends: [from, to] };
    return [link, [both, { ...both, from }, { ...both, from: to }]];
  });
  const ways = groups.flatMap(([, ways]) => ways);
  const several = links.length > 1;
  const option = (each: Way) => (
    <option key={each.from ?? ''} value={ways.indexOf(each)}>
      {wayWords(each)}
    </option>
  );
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{several ? 'Link and direction' : 'Direction'}</label>
      <select
        id={id}
        value={ways.findIndex((each) => each.link === way?.link && each.from === way.from)}
        onChange={(event) => onWay(ways[Number(event.target.value)])}
      >
        <option value={-1}>{several ? 'All links' : 'Both ways'}</option>
        {several
          ? groups.map(([link, ways]) => (
              <optgroup key={link} label={link}>
                {ways.map(option)}
              </optgroup>
            ))
          : ways.slice(1).map(option)}
      </select>
    </div>
  );
}

function wayWords({ link, ends: [one, other], from }: Way): string {
  if (from === undefined) return `${link}, both ways`;
  return `${from} → ${from === one ? other : one}`;
}
