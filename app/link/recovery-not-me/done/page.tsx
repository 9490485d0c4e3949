import { notMePages } from "../../not-me-pages";

export { notMeDoneMetadata as generateMetadata } from "../../not-me-pages";
export default notMePages("recovery_not_me").Done;
