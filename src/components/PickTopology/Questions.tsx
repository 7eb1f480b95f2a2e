import { asked, type Answers, type Question } from '../../pick-topology/questions.ts';
import styles from './PickTopology.module.css';

interface Props {
  answers: Partial<Answers>;
  onAnswer: (given: Partial<Answers>) => void;
}

/** Every question that makes a difference, with its answer, which may be changed at any time. */
export default function Questions({ answers, onAnswer }: Props) {
  return (
    <form className={styles.questions} onSubmit={(event) => event.preventDefault()}>
      {asked(answers).map((question) => (
        <Choice
          key={question.id}
          question={question}
          answer={answers[question.id]}
          onAnswer={(option) => onAnswer({ [question.id]: option })}
        />
      ))}
    </form>
  );
}

function Choice(props: {
  question: Question;
  answer: string | undefined;
  onAnswer: (option: string) => void;
}) {
  const { question, answer, onAnswer } = props;
  return (
    <fieldset id={question.id} className={styles.question}>
      <legend>{question.asks}</legend>
      {question.options.map(({ id, says }) => (
        <label key={id}>
          <input
            type="radio"
            name={question.id}
            value={id}
            checked={id === answer}
            onChange={() => onAnswer(id)}
          />
          {says}
        </label>
      ))}
    </fieldset>
  );
}
