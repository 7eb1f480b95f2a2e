import clsx from 'clsx';

/** The button that sends a form. It keeps the focus while it takes no press. */
export default function Submit({
  name,
  idle,
  primary,
}: {
  name: string;
  idle: boolean;
  primary?: boolean;
}) {
  return (
    <button
      type="submit"
      className={clsx('button button--sm', primary ? 'button--primary' : 'button--secondary')}
      aria-disabled={idle}
      data-idle={idle || undefined}
    >
      {name}
    </button>
  );
}
