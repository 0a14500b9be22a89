// Where the face begins.
import { mount } from "svelte";
import "./theme/base.css";
import "./theme/tokens.css";
import App from "./App.svelte";
import { useDoor } from "./core/door";

async function begin(): Promise<void> {
  // The demonstration door is in `npm run dev` and in the test build only; a product build drops this branch.
  if (import.meta.env.DEV || import.meta.env.MODE === "fake") {
    const { fakeFromAddress } = await import("./core/fake/address");
    const fake = fakeFromAddress(location.search);
    if (fake !== null) useDoor(fake.door);
  }
  const target = document.getElementById("app");
  if (target !== null) mount(App, { target });
}

void begin();
