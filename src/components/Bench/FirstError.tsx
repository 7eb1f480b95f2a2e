import styles from './Bench.module.css';
import PlaceButton from './PlaceButton.tsx';
import { useAllFindings } from './useAllFindings.ts';

/** How many errors there are, with the way to the first: what the doctor says stands far below on a narrow page. */
export default function FirstError() {
  const errors = useAllFindings().filter(({ severity }) => severity === 'error');
  const place = errors.find((each) => each.place)?.place;
  return (
    <p role="status" className={styles.errors}>
      {errors.length > 0 && (
        <>
          {errors.length === 1 ? '1 error' : `${errors.length} errors`}
          {place && (
            <>
              : <PlaceButton path={place.path} line={place.line} />
            </>
          )}
        </>
      )}
    </p>
  );
}
