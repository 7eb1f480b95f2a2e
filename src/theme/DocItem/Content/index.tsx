import Content from '@theme-original/DocItem/Content';
import type { Props } from '@theme/DocItem/Content';
import { PageLine } from './PageLine.tsx';

/** A page of the docs, below the line that says where it is. */
export default function DocItemContent(props: Props) {
  return (
    <>
      <PageLine />
      <Content {...props} />
    </>
  );
}
