import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import useBaseUrl from '@docusaurus/useBaseUrl';
import { useId, useRef, useState } from 'react';
import type { BenchState } from '../../bench/bench.ts';
import { fileOf } from '../../bench/file.ts';
import { issueOf } from '../../bench/issue.ts';
import { linkOf, longestFragment } from '../../bench/link.ts';
import type { TakenOut } from '../../bench/without-secrets.ts';
import { download } from '../Console/page-files.ts';
import Press from '../Press/Press.tsx';
import CopyButton from '../shared/CopyButton.tsx';
import { useDesk, useDraft } from './desk-context.ts';
import { useAllFindings } from './useAllFindings.ts';
import PictureButtons from './PictureButtons.tsx';
import { useAct } from './useAct.ts';
import styles from './Outgoing.module.css';

/** A link that was made of a bench. */
interface Made {
  of: BenchState;
  address: string;
  length: number;
  without: readonly TakenOut[];
}

/** Sends the bench to others: as a link, as a file, as text for an issue, or as a picture of its map. */
export default function Share() {
  const desk = useDesk();
  const { state } = useDraft();
  const { attempt, start } = useAct<Made>();
  const page = useBaseUrl('/bench');
  const made = attempt.type === 'done' ? attempt.value : undefined;
  const make = async () => {
    const { fragment, without } = await linkOf(desk.withPresent());
    const address = new URL(`${page}#${fragment}`, window.location.href).href;
    return { of: state, address, length: fragment.length, without };
  };
  return (
    <section className={styles.panel} aria-label="Share">
      <div>
        <h2>A link</h2>
        <p>
          All of this bench is in the address itself, and no server keeps it. Who opens it sees
          first what would run. Logins and keys are taken out.
        </p>
        <Press
          name={made ? 'Make the link again' : 'Make the link'}
          look={made?.of === state ? 'secondary' : 'primary'}
          idle={attempt.type === 'working'}
          onPress={() => start(make)}
        />
        {attempt.type === 'failed' && <p role="alert">{attempt.why}</p>}
        {made && <MadeLink made={made} isOld={made.of !== state} />}
      </div>
      <SaveAsFile />
      <Issue address={made?.of === state ? made.address : undefined} />
      <div>
        <h2>A picture of the map</h2>
        <PictureButtons name={state.name} />
      </div>
    </section>
  );
}

function MadeLink({ made: { address, length, without }, isOld }: { made: Made; isOld: boolean }) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <label htmlFor={id}>The link</label>
      <input
        ref={field}
        id={id}
        className={styles.link}
        readOnly
        value={address}
        onFocus={() => field.current?.select()}
      />
      <div className={styles.buttons}>
        <CopyButton text={() => address}>Copy the link</CopyButton>
      </div>
      <p className={styles.note} role="status">
        {isOld ? 'The bench has changed since: this link has it as it was. ' : ''}
        {length.toLocaleString('en')} of at most {longestFragment.toLocaleString('en')} characters.
        {length > 2000 && ' Some chat programs cut links of more than 2,000.'}
      </p>
      <Without without={without} />
    </>
  );
}

function Without({ without }: { without: readonly TakenOut[] }) {
  if (without.length === 0)
    return <p className={styles.note}>It had no logins and keys to take out.</p>;
  return (
    <>
      <p>Taken out:</p>
      <ul className={styles.list}>
        {without.map(({ path, line, what }, i) => (
          <li key={i}>
            <code>
              {path}:{line}
            </code>{' '}
            {what}
          </li>
        ))}
      </ul>
    </>
  );
}

function SaveAsFile() {
  const desk = useDesk();
  const [secrets, setSecrets] = useState(false);
  const { attempt, start } = useAct<readonly TakenOut[]>();
  const save = () => {
    const { name, text, without } = fileOf(desk.withPresent(), { secrets });
    download(name, new TextEncoder().encode(text));
    return without;
  };
  return (
    <div>
      <h2>A file</h2>
      <p>A bench of any size. To open it, drop it on this page.</p>
      <label>
        <input
          type="checkbox"
          checked={secrets}
          onChange={({ target }) => setSecrets(target.checked)}
        />{' '}
        With logins and keys, to be kept and not to be shared
      </label>
      <div className={styles.buttons}>
        <Press name="Save as a file" onPress={() => start(save)} />
      </div>
      {attempt.type === 'failed' && <p role="alert">{attempt.why}</p>}
      {attempt.type === 'done' && !secrets && <Without without={attempt.value} />}
    </div>
  );
}

/** Copies all that somebody else must see to help. */
function Issue({ address }: { address: string | undefined }) {
  const desk = useDesk();
  const findings = useAllFindings();
  const { customFields } = useDocusaurusContext().siteConfig;
  const text = () =>
    issueOf({
      state: desk.withPresent(),
      version: String(customFields?.['version']),
      findings,
      log: (desk.bench.get()?.lab.session.log.get() ?? []).map(
        ({ server, text: said }) => `${server}: ${said}`,
      ),
      ...(address !== undefined && { link: address }),
    });
  return (
    <div>
      <h2>An issue</h2>
      <p>
        Markdown with the map, the configurations, what the doctor finds and the last lines of the
        log{address === undefined ? '' : ', and the link'}. Logins and keys are taken out.
      </p>
      <div className={styles.buttons}>
        <CopyButton text={text}>Copy as issue</CopyButton>
      </div>
    </div>
  );
}
