import { releaseWords, type Releases } from '../../config-keys/since.ts';
import styles from './Release.module.css';

/** A line that names the releases of nats-server on which something is so. Without any, no line. */
export default function ReleaseLine(releases: Releases) {
  const words = releaseWords(releases);
  return words ? <p className={styles.line}>{words}</p> : null;
}
