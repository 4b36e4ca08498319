import { useEffect, useState, type RefObject } from "react";

const told = new WeakMap<Element, (isInSight: boolean) => void>();
let observer: IntersectionObserver | undefined;

/** Whether an element is in sight; one observer looks after all of them. */
export function useInSight(ref: RefObject<Element | null>): boolean {
  const [isInSight, setInSight] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const looking = (observer ??= new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) told.get(target)?.(isIntersecting);
    }));
    told.set(element, setInSight);
    looking.observe(element);
    return () => {
      looking.unobserve(element);
      told.delete(element);
    };
  }, [ref]);
  return isInSight;
}
