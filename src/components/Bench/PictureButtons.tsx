import { fileName } from '../../bench/file-name.ts';
import { download } from '../Console/page-files.ts';
import Press from '../Press/Press.tsx';
import { drawnMap, pngOf, svgOf } from './picture.ts';
import { useAct } from './useAct.ts';
import styles from './Outgoing.module.css';

/** Saves the map as it is drawn now, in the colours of a light page. */
export default function PictureButtons({ name }: { name: string }) {
  const { attempt, start } = useAct();
  const save = (ending: string, make: (svg: string) => Promise<Uint8Array<ArrayBuffer>>) =>
    start(async () => download(`${fileName(name)}.${ending}`, await make(await svgOf(drawnMap()))));
  const idle = attempt.type === 'working';
  return (
    <>
      <div className={styles.buttons}>
        <Press
          name="SVG"
          label="Save the map as SVG"
          idle={idle}
          onPress={() => save('svg', (svg) => Promise.resolve(new TextEncoder().encode(svg)))}
        />
        <Press
          name="PNG"
          label="Save the map as PNG"
          idle={idle}
          onPress={() => save('png', pngOf)}
        />
      </div>
      {attempt.type === 'failed' && <p role="alert">{attempt.why}</p>}
    </>
  );
}
