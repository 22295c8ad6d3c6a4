/** Zooming by wheel, and by two fingers: on a trackpad, which the browser tells as a wheel, or on a touch screen. */
import { type PointerEvent, type RefObject, useEffect, useRef } from 'react';

/** `factor` above 1 zooms in. The point is in CSS pixels from the upper left corner of the element. */
export type OnZoom = (x: number, y: number, factor: number) => void;

/** Of a wheel's way: one notch of a mouse, some finger's breadth on a trackpad. */
const stepPx = 60;
const wheelFactor = 2;
/** How far two fingers must part, or close, for a step. */
const pinchRatio = 1.4;

export function useZoomGestures(element: RefObject<HTMLElement | null>, onZoom: OnZoom) {
  const zoom = useRef(onZoom);
  zoom.current = onZoom;
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    let way = 0;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE;
      way += event.deltaY * (lines ? 20 : event.ctrlKey ? 4 : 1);
      if (Math.abs(way) < stepPx) return;
      const box = target.getBoundingClientRect();
      zoom.current(
        event.clientX - box.left,
        event.clientY - box.top,
        way < 0 ? wheelFactor : 1 / wheelFactor,
      );
      way = 0;
    };
    // React listens to wheels passively: the screen behind would scroll along.
    target.addEventListener('wheel', onWheel, { passive: false });
    return () => target.removeEventListener('wheel', onWheel);
  }, [element]);

  const fingers = useRef(new Map<number, { readonly x: number; readonly y: number }>());
  const apart = useRef(0);
  const distance = () => {
    const [a, b] = [...fingers.current.values()];
    return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
  };
  return {
    /** True while two fingers are down: what they touch is not pointed at. */
    isPinching: () => fingers.current.size > 1,
    onPointerDown(event: PointerEvent) {
      if (event.pointerType !== 'touch') return;
      fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
      apart.current = distance();
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      if (!fingers.current.has(event.pointerId)) return;
      fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
      const [a, b] = [...fingers.current.values()];
      if (!a || !b || apart.current === 0) return;
      const ratio = distance() / apart.current;
      if (ratio < pinchRatio && ratio > 1 / pinchRatio) return;
      apart.current = distance();
      const box = event.currentTarget.getBoundingClientRect();
      const factor = ratio > 1 ? wheelFactor : 1 / wheelFactor;
      zoom.current((a.x + b.x) / 2 - box.left, (a.y + b.y) / 2 - box.top, factor);
    },
    onPointerUp(event: PointerEvent) {
      fingers.current.delete(event.pointerId);
    },
  };
}
