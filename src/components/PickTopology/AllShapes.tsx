import { shapes, type Shape } from '../../pick-topology/shapes.ts';
import Pages from './Pages.tsx';

/** Every shape that the questions can lead to, and when it is right. */
export default function AllShapes() {
  return Object.entries<Shape>(shapes).map(([name, { title, summary, guide, lab }]) => (
    <section key={name}>
      <h3>{title}</h3>
      <p>{summary}</p>
      <Pages guide={guide} lab={lab} />
    </section>
  ));
}
