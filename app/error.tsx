"use client";

import { FailedPage } from "./components/failed-page";

export default FailedPage;
