"""Insights: what the incidents that you may know of say together. Four questions, a chart or a figure each."""

from typing import Any

import streamlit as st

from app import session
from app.pieces.markup import Tone, block, chip, duration, mute, text
from pipeline.review.insights import Insights, Kept

METRICS = {"time_to_detect": "to detect", "time_to_mitigate": "to mitigate", "time_to_resolve": "to resolve"}
HIGH = 260
TEACH = (
    "<h3>Nothing to compare yet</h3>",
    "<p>With a few drafted incidents this page shows whether they are noticed and ended sooner, why they happen, whether action "
    "items are done, and whether the drafts are worth it.</p>",
)


def show() -> None:
    st.title("Insights")
    told = session.desk().insights(session.me())
    if not told.incidents:
        st.html(block("pm-teach", *TEACH))
        return
    st.html(mute(f"{told.incidents:,} incident{'' if told.incidents == 1 else 's'} that you may know of, without aborted ones."))
    promises(told)
    left, right = st.columns(2, gap="large")
    with left:
        trends(told)
        recurrences(told)
    with right:
        factors(told)
        drafts(told)


def promises(told: Insights) -> None:
    kept = (
        ("Action items done by their date", told.actions),
        ("SEV1 and SEV2 published within five working days", told.published),
    )
    st.html(block("pm-heads", *(promise(name, one) for name, one in kept)))


def promise(name: str, one: Kept) -> str:
    if one.rate is None:
        return chip(f"{name}: nothing was due yet")
    tone = Tone.OK if one.rate >= one.target else Tone.BAD
    return chip(f"{name}: {one.rate:.0%} of {one.of}, goal {one.target:.0%}", tone)


def trends(told: Insights) -> None:
    st.subheader("Are we noticing and ending them sooner?")
    if not told.trends:
        st.html(mute("No incident has two of its moments yet."))
        return
    import altair as alt

    rows = [
        {"quarter": one.quarter, "time": METRICS[one.metric], "minutes": one.seconds / 60, "median": duration(one.seconds)}
        for one in told.trends
    ]
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("quarter:O", title=None, axis=alt.Axis(labelAngle=0)),
        y=alt.Y("minutes:Q", title="median minutes"),
        color=alt.Color("time:N", title="time", sort=list(METRICS.values())),
        tooltip=["quarter:O", "time:N", "median:N"],
    )
    drawn(base.mark_line() + base.mark_point(filled=True, size=60), "Median times to detect, mitigate and resolve by quarter")


def factors(told: Insights) -> None:
    st.subheader("Why do they happen?")
    if not told.factors:
        st.html(mute("No contributing factor stands in a document yet."))
        return
    import altair as alt

    rows = [{"category": one.category, "factors": one.count, "incidents": one.incidents} for one in told.factors]
    chart = alt.Chart(alt.Data(values=rows)).mark_bar().encode(
        x=alt.X("factors:Q", title="contributing factors", axis=alt.Axis(tickMinStep=1)),
        y=alt.Y("category:N", sort="-x", title=None),
        tooltip=["category:N", "factors:Q", "incidents:Q"],
    )  # fmt: skip
    drawn(chart, "Contributing factors by category")


def recurrences(told: Insights) -> None:
    st.subheader("What came again?")
    if not told.recurrences:
        st.html(mute("No incident is linked to a past one."))
    for one in told.recurrences:
        st.html(block("", text(one.title), mute(" came after "), text(one.past_title), mute(f" ({one.past})")))


def drafts(told: Insights) -> None:
    st.subheader("Are the drafts worth it?")
    if not any(month.shares.decided for month in told.drafts):
        st.html(mute("Nothing of a draft is decided yet."))
        return
    import altair as alt

    kinds = ("accepted", "edited", "rejected")
    rows: list[dict[str, Any]] = [
        {"month": month.month, "decision": kind, "statements": getattr(month.shares, kind)}
        for month in told.drafts
        for kind in kinds
    ]
    chart = alt.Chart(alt.Data(values=rows)).mark_bar().encode(
        x=alt.X("statements:Q", stack="normalize", title="share of decided statements", axis=alt.Axis(format="%")),
        y=alt.Y("month:O", title=None),
        color=alt.Color("decision:N", sort=list(kinds), title=None),
        tooltip=["month:O", "decision:N", "statements:Q"],
    )  # fmt: skip
    drawn(chart, "Statements of drafts accepted, edited and rejected by month")
    waits = [month for month in told.drafts if month.lead_hours is not None]
    if waits:
        told_of = (f"{one.month}: {one.lead_hours:.0f} h from the first draft to published (median)" for one in waits)
        st.html("".join(block("", mute(one)) for one in told_of))


def drawn(chart: Any, alt_text: str) -> None:
    st.altair_chart(chart.properties(height=HIGH, description=alt_text), width="stretch", alt=alt_text)


show()
