/** The review opens at its top, and Back leads to where the editor was scrolled to: both scroll in one place. It moves no focus. */
import { useLayoutEffect, useRef } from 'preact/hooks';

/** `place`: of the editor, or the review in its stead; `leave`: called before the review opens. */
export function useReviewScroll(isInReview: boolean) {
  const place = useRef<HTMLElement>(null);
  const before = useRef<number | null>(null);
  const scroller = () => place.current?.closest('[role="tabpanel"]');
  useLayoutEffect(() => {
    const top = isInReview ? 0 : before.current;
    const panel = scroller();
    if (panel && top !== null) panel.scrollTop = top;
  }, [isInReview]);
  const leave = (): void => {
    before.current = scroller()?.scrollTop ?? null;
  };
  return { place, leave };
}
