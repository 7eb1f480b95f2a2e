import { useDoc } from '@docusaurus/plugin-content-docs/client';
import { markdownPath } from '../../../site-data/markdown-path.ts';
import { CopyMarkdown } from './CopyMarkdown.tsx';
import styles from './styles.module.css';

/** The line above a page: the part of the site that it is in, how long a lab takes, and the page as text. */
export function PageLine() {
  const { metadata, frontMatter } = useDoc();
  const { permalink, sidebar } = metadata;
  const { minutes } = frontMatter as { minutes?: number };
  const place = [sidebar, minutes && `${minutes} minutes`].filter(Boolean).join(' · ');
  return (
    <div className={styles.line}>
      <span className={styles.place}>{place}</span>
      <CopyMarkdown file={markdownPath(permalink)} />
    </div>
  );
}
