import { useHistory, useLocation } from '@docusaurus/router';
import useIsBrowser from '@docusaurus/useIsBrowser';
import {
  asked,
  complete,
  fromQuery,
  toQuery,
  type Answers,
} from '../../pick-topology/questions.ts';
import { recommend } from '../../pick-topology/recommend.ts';
import Possible from './Possible.tsx';
import Questions from './Questions.tsx';
import Recommended from './Recommended.tsx';
import styles from './PickTopology.module.css';

/** Questions, and beside them what to build. The answers stand in the page's address. */
export default function PickTopology() {
  const { search } = useLocation();
  const history = useHistory();
  // The page is built without a query.
  const answers = useIsBrowser() ? fromQuery(search) : {};
  const change = (next: Partial<Answers>) => history.replace({ search: toQuery(next) });
  const all = complete(answers);
  const left = asked(answers).filter(({ id }) => !answers[id]);
  return (
    <div className={styles.choice}>
      <Questions answers={answers} onAnswer={(given) => change({ ...answers, ...given })} />
      <section aria-label="Recommendation" className={styles.outcome}>
        <p role="status" className={styles.status}>
          {all ? `Recommended: ${recommend(all).shape.title}.` : remaining(left.length)}
        </p>
        {all ? (
          <Recommended answers={all} onReset={() => change({})} />
        ) : (
          <div data-page-only>
            <p>
              Next: <a href={`#${left[0]!.id}`}>{left[0]!.asks}</a>
            </p>
            <h2 className={styles.heading}>Still possible</h2>
            <Possible answers={answers} />
          </div>
        )}
      </section>
    </div>
  );
}

const remaining = (left: number) =>
  left === 1 ? 'One question is left.' : `${left} questions are left.`;
