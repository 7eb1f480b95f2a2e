interface Props {
  name: string;
  /** The server that it is done to. */
  of: string;
  disabled?: boolean;
  pressed?: boolean;
  expanded?: boolean;
  /** Whether it takes the focus when it appears. */
  focus?: boolean;
  onClick: () => void;
}

/** A button of one server's configuration. */
export default function Action({ name, of, disabled, pressed, expanded, focus, onClick }: Props) {
  return (
    <button
      type="button"
      className="button button--secondary button--sm"
      aria-label={`${name} (${of})`}
      aria-pressed={pressed}
      aria-expanded={expanded}
      autoFocus={focus}
      disabled={disabled}
      onClick={onClick}
    >
      {name}
    </button>
  );
}
