import Ask, { type Loss } from '../Press/Ask.tsx';
import Press from '../Press/Press.tsx';

interface Props {
  name: string;
  /** The server that it is done to. */
  of: string;
  disabled?: boolean;
  pressed?: boolean;
  expanded?: boolean;
  /** Whether it takes the focus when it appears. */
  focus?: boolean;
  /** Whether it starts servers: see `Press`. */
  starts?: boolean;
  /** What may be lost by it. */
  loss?: Loss;
  onClick: () => void;
}

/** A button of one server's configuration. */
export default function Action({ name, of, disabled, loss, onClick, ...rest }: Props) {
  const button = { ...rest, name, label: `${name} (${of})`, small: true, idle: disabled };
  return loss ? (
    <Ask {...button} {...loss} look="danger" onYes={onClick} />
  ) : (
    <Press {...button} onPress={onClick} />
  );
}
