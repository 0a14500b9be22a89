// Where the face begins. The page's own cover is painted first; the program follows it by a frame.
import "./theme/base.css";
import "./theme/tokens.css";
import "./theme/cover.css";

async function begin(): Promise<void> {
  const [{ mount }, { default: App }] = await Promise.all([import("svelte"), import("./App.svelte")]);
  // The demonstration door is in `npm run dev` and in the test build only; a product build drops this branch.
  if (import.meta.env.DEV || import.meta.env.MODE === "fake") {
    const [{ useDoor }, { fakeFromAddress }] = await Promise.all([import("./core/door"), import("./core/fake/address")]);
    const fake = fakeFromAddress(location.search);
    if (fake !== null) useDoor(fake.door);
  }
  const target = document.getElementById("app");
  if (target !== null) mount(App, { target });
}

requestAnimationFrame(() => void begin());
