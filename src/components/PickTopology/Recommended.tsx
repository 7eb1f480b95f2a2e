import type { Answers } from '../../pick-topology/questions.ts';
import { recommend } from '../../pick-topology/recommend.ts';
import { topologyNamed } from '../../../topologies/index.ts';
import BenchDoor from '../BenchDoor/BenchDoor.tsx';
import TopologyMap from '../Map/TopologyMap.tsx';
import CopyButton from '../shared/CopyButton.tsx';
import Configurations from './Configurations.tsx';
import KeyList from './KeyList.tsx';
import Pages from './Pages.tsx';
import styles from './PickTopology.module.css';
import ShapePicture from './ShapePicture.tsx';
import YourAnswers from './YourAnswers.tsx';

/** The recommended topology: its reasons, the keys that it takes, and its limits. */
export default function Recommended({
  answers,
  onReset,
}: {
  answers: Answers;
  onReset: () => void;
}) {
  const { shape, reasons, additions } = recommend(answers);
  const topology = 'topology' in shape ? topologyNamed(shape.topology) : undefined;
  return (
    <>
      <h2 className={styles.title}>{shape.title}</h2>
      <p>{shape.summary}</p>
      {topology ? (
        <TopologyMap topology={topology} />
      ) : (
        <div className={styles.picture}>
          <ShapePicture {...shape} />
        </div>
      )}
      <h3>Why</h3>
      <ul>
        {reasons.map(({ question, text }) => (
          <li key={text}>
            {text} <Change question={question} />
          </li>
        ))}
      </ul>
      <h3>The keys that matter</h3>
      <KeyList keys={shape.keys} />
      {topology && (
        <>
          <Configurations servers={topology.servers} />
          <BenchDoor of={{ kind: 'topology', name: topology.name }} />
        </>
      )}
      {additions.length > 0 && <h3>And besides</h3>}
      {additions.map(({ title, question, text, keys, guide, lab }) => (
        <section key={title} className={styles.addition}>
          <h4>{title}</h4>
          <p>
            {text} <Change question={question} />
          </p>
          <KeyList keys={keys} />
          <Pages guide={guide} lab={lab} />
        </section>
      ))}
      <h3>What it does not give</h3>
      <ul>
        {shape.lacks.map((lack) => (
          <li key={lack}>{lack}</li>
        ))}
      </ul>
      <h3>Continue with</h3>
      <Pages guide={shape.guide} lab={shape.lab} />
      <YourAnswers answers={answers} />
      <p className={styles.actions}>
        <CopyButton text={() => window.location.href}>Copy the address of this answer</CopyButton>
        <button type="button" className="button button--secondary button--sm" onClick={onReset}>
          Start over
        </button>
      </p>
    </>
  );
}

/** The way back to a question. */
const Change = ({ question }: { question: string }) => (
  <a href={`#${question}`} className={styles.change}>
    Change this answer
  </a>
);
