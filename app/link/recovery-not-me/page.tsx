import { notMePages } from "../not-me-pages";

export { notMeMetadata as generateMetadata } from "../not-me-pages";
export default notMePages("recovery_not_me").Question;
