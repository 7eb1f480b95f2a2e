import type { TakenHome } from '../../bench/take-home.ts';
import { takeHome } from '../../bench/take-home.ts';
import type { PackFor } from '../../pack/pack.ts';
import { download } from '../Console/page-files.ts';
import Press from '../Press/Press.tsx';
import { useDesk } from './desk-context.ts';
import { useAct } from './useAct.ts';
import styles from './Outgoing.module.css';

const targets: readonly { to: PackFor; title: string; what: string }[] = [
  {
    to: 'compose',
    title: 'Docker Compose',
    what: 'All servers on one machine, with a volume each.',
  },
  {
    to: 'helm',
    title: 'Kubernetes',
    what: 'Values for the official Helm chart, a release for each server or cluster.',
  },
  {
    to: 'systemd',
    title: 'Linux machines',
    what: 'A unit and a configuration for the machine of each server.',
  },
  {
    to: 'cli',
    title: 'A script',
    what: 'Commands of the nats CLI that ask each server and each domain.',
  },
];

/** Packs the bench for where it is to run, as `leafwise pack` does. */
export default function TakeHome() {
  return (
    <section className={styles.panel} aria-label="Take home">
      {targets.map((target) => (
        <Target key={target.to} {...target} />
      ))}
    </section>
  );
}

function Target({ to, title, what }: (typeof targets)[number]) {
  const { draft } = useDesk();
  const { attempt, start } = useAct<TakenHome>();
  const take = () => {
    const taken = takeHome(draft.state, to);
    download(taken.name, taken.zip as Uint8Array<ArrayBuffer>);
    return taken;
  };
  return (
    <div>
      <h2>{title}</h2>
      <p>{what}</p>
      <div className={styles.buttons}>
        <Press
          name="Download the zip"
          label={`Download the zip for ${title}`}
          onPress={() => start(take)}
        />
      </div>
      {attempt.type === 'failed' && <p role="alert">It was not packed: {attempt.why}</p>}
      {attempt.type === 'done' && <Taken taken={attempt.value} />}
    </div>
  );
}

function Taken({ taken: { name, paths, secret, errors, missing } }: { taken: TakenHome }) {
  return (
    <>
      <p role="status">
        {name} has {paths.length} files. Begin with its README.
      </p>
      {errors > 0 && (
        <p>
          The doctor finds {errors === 1 ? 'an error' : `${errors} errors`} in these configurations.
          They are packed as they are.
        </p>
      )}
      {secret.length > 0 && <p>With logins and keys, so not to be shared: {secret.join(', ')}.</p>}
      {missing.length > 0 && (
        <>
          <p>Not in it, since it was not given. Here the servers run with stand-ins:</p>
          <ul className={styles.list}>
            {missing.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
