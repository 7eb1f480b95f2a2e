/** None: it would lie over figures and consoles, and a reader has the Home key and the list of the page. */
export default function BackToTopButton() {
  return null;
}
