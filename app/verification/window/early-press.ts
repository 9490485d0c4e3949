/** The form whose press is kept. */
export const verifyFormId = "verify";

/**
 * Stands in the page before the form. React keeps such a press too, but only once the whole page has
 * come: on a slow line its end is seconds away. https://react.dev/reference/react-dom/components/form
 */
export const earlyPressScript = `{
  const keep = (event) => {
    if (event.target.id !== "${verifyFormId}") return;
    event.preventDefault();
    event.submitter?.setAttribute("aria-disabled", "true");
    keep.pressed = true;
  };
  window.keepEarlyPress = keep;
  addEventListener("submit", keep);
}`;

/** Whether the form was sent before JavaScript had loaded. From here on its own listener hears it. */
export function takeEarlyPress(): boolean {
  const keep = window.keepEarlyPress;
  if (keep === undefined) return false;
  removeEventListener("submit", keep);
  delete window.keepEarlyPress;
  return keep.pressed === true;
}

declare global {
  interface Window {
    keepEarlyPress?: ((event: SubmitEvent) => void) & { pressed?: true };
  }
}
