/** Dragging a row of a list by its handle to another place, with mouse, pen or finger; Escape lets it go where it was. */
import { type PointerEvent as ReactPointerEvent, type RefObject, useEffect, useRef, useState } from 'react';

/** From its edges on a list that is longer than its screen is scrolled. */
const edgePx = 48;
const scrollStepPx = 14;

export interface RowDrag {
  readonly list: RefObject<HTMLUListElement | null>;
  readonly draggedId: string | null;
  /** Where it would come: before this row, behind all (null), or where it is (undefined). */
  readonly before: string | null | undefined;
  readonly handleOf: (id: string) => {
    readonly onPointerDown: (event: ReactPointerEvent<HTMLElement>) => void;
    readonly onPointerMove: (event: ReactPointerEvent<HTMLElement>) => void;
    readonly onPointerUp: () => void;
    readonly onPointerCancel: () => void;
  };
}

/** Rows carry `data-row` with their id. */
export function useRowDrag(onDrop: (id: string, before: string | null) => void): RowDrag {
  const list = useRef<HTMLUListElement>(null);
  const [dragged, setDragged] = useState<{ id: string; before: string | null | undefined } | null>(null);
  const cancel = () => setDragged(null);
  const isDragging = dragged !== null;
  useEffect(() => {
    if (!isDragging) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      setDragged(null);
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [isDragging]);
  return {
    list,
    draggedId: dragged?.id ?? null,
    before: dragged?.before,
    handleOf: (id) => ({
      onPointerDown: (event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        setDragged({ id, before: undefined });
      },
      onPointerMove: (event) => {
        if (dragged === null || !list.current) return;
        scrollAtEdge(list.current, event.clientY);
        const before = rowBelow(list.current, event.clientY, id);
        if (before !== dragged.before) setDragged({ id, before });
      },
      onPointerUp: () => {
        if (dragged && dragged.before !== undefined) onDrop(id, dragged.before);
        cancel();
      },
      onPointerCancel: cancel,
    }),
  };
}

/** The first row whose middle is below; undefined where that changes nothing. */
function rowBelow(list: HTMLElement, clientY: number, draggedId: string): string | null | undefined {
  const rows = [...list.querySelectorAll<HTMLElement>('[data-row]')];
  const at = rows.findIndex((row) => {
    const { top, height } = row.getBoundingClientRect();
    return top + height / 2 > clientY;
  });
  const own = rows.findIndex((row) => row.dataset.row === draggedId);
  const place = at < 0 ? rows.length : at;
  if (place === own || place === own + 1) return undefined;
  return rows[place]?.dataset.row ?? null;
}

function scrollAtEdge(list: HTMLElement, clientY: number): void {
  const box = scrolled(list);
  if (!box) return;
  const { top, bottom } = box.getBoundingClientRect();
  if (clientY < top + edgePx) box.scrollBy(0, -scrollStepPx);
  else if (clientY > bottom - edgePx) box.scrollBy(0, scrollStepPx);
}

function scrolled(element: HTMLElement): HTMLElement | null {
  for (let box = element.parentElement; box; box = box.parentElement)
    if (box.scrollHeight > box.clientHeight && /auto|scroll/.test(getComputedStyle(box).overflowY))
      return box;
  return null;
}
