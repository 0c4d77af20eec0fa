/** Lists that grow at their end. Who reads the end stays there; who has scrolled up is left alone. */

const NEAR_THE_END = 80;

/**
 * @param {HTMLElement} scroller
 * @param {HTMLElement} inner what grows
 * @returns {(always?: boolean) => void} goes to the end, if that is where the reader is
 */
export function stayingAtEnd(scroller, inner) {
  let atEnd = true;
  const toEnd = (always = false) => {
    atEnd ||= always;
    if (atEnd) scroller.scrollTop = scroller.scrollHeight;
  };
  const look = () => {
    atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_THE_END;
  };
  scroller.addEventListener("scroll", look, { passive: true });
  // Pictures arrive late, and keyboards open: both move the end.
  const watch = new ResizeObserver(() => toEnd());
  watch.observe(scroller);
  watch.observe(inner);
  return toEnd;
}
