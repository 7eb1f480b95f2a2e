import clsx from 'clsx';
import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { isUnderLastPress } from './last-press.ts';
import styles from './Press.module.css';

/** How a button looks: `danger` loses something, `quiet` is a link among text, `loss` is both. */
type Look = 'primary' | 'secondary' | 'danger' | 'quiet' | 'loss';

export interface PressProps {
  /** Its text. */
  name: string;
  /** Its accessible name, where others of that text are near. */
  label?: string | undefined;
  look?: Look;
  small?: boolean;
  /** It takes no press now, and keeps the focus. */
  idle?: boolean | undefined;
  /** Whether it takes the focus when it appears. */
  focus?: boolean | undefined;
  /** Whether a press starts servers in this tab: that is prepared once the reader is at the button. */
  starts?: boolean | undefined;
  describedBy?: string;
  pressed?: boolean | undefined;
  expanded?: boolean | undefined;
  onPress: () => void;
}

/** How long a button that has come under the pointer takes no press, in milliseconds. */
const rest = 1000;

/**
 * A button that is never pressed by mistake: one that appears, or gets another name, where the reader has just pressed
 * takes no press for a second, and none that a held key repeats.
 */
export default function Press(props: PressProps) {
  const { name, label, look = 'secondary', small, idle, focus, describedBy, onPress } = props;
  const button = useRef<HTMLButtonElement>(null);
  const resting = useRest(button, name);
  const off = Boolean(idle) || resting;
  return (
    <button
      ref={button}
      type="button"
      className={clsx(classes[look], small && !isText(look) && 'button--sm')}
      aria-label={label}
      aria-describedby={describedBy}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      aria-disabled={off}
      data-idle={idle || undefined}
      data-starts={props.starts || undefined}
      autoFocus={focus}
      onKeyDown={(event) => {
        if (event.repeat && (event.key === 'Enter' || event.key === ' ')) event.preventDefault();
      }}
      onClick={() => {
        if (!off) onPress();
      }}
    >
      {name}
    </button>
  );
}

const classes: Record<Look, string | undefined> = {
  primary: 'button button--primary',
  secondary: 'button button--secondary',
  danger: 'button button--danger',
  quiet: styles.quiet,
  loss: clsx(styles.quiet, styles.loss),
};

const isText = (look: Look) => look === 'quiet' || look === 'loss';

/** Whether the button lies under the press that made it appear, or gave it that name. */
function useRest(button: RefObject<HTMLButtonElement | null>, name: string): boolean {
  const [rests, setRests] = useState<string>();
  useLayoutEffect(() => {
    if (!isUnderLastPress(button.current!)) return;
    // eslint-disable-next-line react-hooks/set-state-in-effect -- its place is known once it is laid out
    setRests(name);
    const timer = setTimeout(() => setRests(undefined), rest);
    return () => clearTimeout(timer);
  }, [button, name]);
  return rests === name;
}
