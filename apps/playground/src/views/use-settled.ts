import { useEffect, useState } from 'preact/hooks';

/** The value as it was when it last stood still for a moment: for what takes longer than a frame. */
export function useSettled<Value>(value: Value, milliseconds = 200): Value {
  const [settled, set] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => set(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}
