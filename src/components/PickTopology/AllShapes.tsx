import { shapes, type Shape } from '../../pick-topology/shapes.ts';
import Pages from './Pages.tsx';
import styles from './PickTopology.module.css';
import ShapePicture from './ShapePicture.tsx';

/** Every shape that the questions can lead to, and when it is right. */
export default function AllShapes() {
  return Object.entries<Shape>(shapes).map(([name, shape]) => (
    <section key={name} id={`shape-${name}`} className={styles.shape}>
      <ShapePicture {...shape} />
      <div>
        <h3>{shape.title}</h3>
        <p>{shape.summary}</p>
        <Pages guide={shape.guide} lab={shape.lab} />
      </div>
    </section>
  ));
}
