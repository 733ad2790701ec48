"""Data: zone labels, places and words of time as people write them."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}

WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thur thu", "friday fri", "saturday sat", "sunday sun")
    )
    for name in names.split()
}

UP_TO_TWELVE = "zero one two three four five six seven eight nine ten eleven twelve"
NUMBER_WORDS = {word: number for number, word in enumerate(UP_TO_TWELVE.split())} | {
    **{"a": 1, "an": 1, "fifteen": 15, "quarter": 15, "twenty": 20, "twenty-five": 25, "twenty five": 25},
    **{"thirty": 30, "half": 30, "forty": 40},
}

STANDARD, DAYLIGHT, EITHER = False, True, None

ABBREVIATIONS: dict[str, tuple[str, bool | None]] = {
    "UTC": ("UTC", EITHER),
    "GMT": ("UTC", EITHER),
    "Z": ("UTC", EITHER),
    "ZULU": ("UTC", EITHER),
    "PST": ("America/Los_Angeles", STANDARD),
    "PDT": ("America/Los_Angeles", DAYLIGHT),
    "PT": ("America/Los_Angeles", EITHER),
    "MST": ("America/Denver", STANDARD),
    "MDT": ("America/Denver", DAYLIGHT),
    "MT": ("America/Denver", EITHER),
    "CST": ("America/Chicago", STANDARD),
    "CDT": ("America/Chicago", DAYLIGHT),
    "CT": ("America/Chicago", EITHER),
    "EST": ("America/New_York", STANDARD),
    "EDT": ("America/New_York", DAYLIGHT),
    "ET": ("America/New_York", EITHER),
    "AKST": ("America/Anchorage", STANDARD),
    "AKDT": ("America/Anchorage", DAYLIGHT),
    "HST": ("Pacific/Honolulu", EITHER),
    "AST": ("America/Halifax", STANDARD),
    "ADT": ("America/Halifax", DAYLIGHT),
    "NST": ("America/St_Johns", STANDARD),
    "NDT": ("America/St_Johns", DAYLIGHT),
    "BRT": ("America/Sao_Paulo", EITHER),
    "ART": ("America/Argentina/Buenos_Aires", EITHER),
    "WET": ("Europe/Lisbon", STANDARD),
    "WEST": ("Europe/Lisbon", DAYLIGHT),
    "BST": ("Europe/London", DAYLIGHT),
    "CET": ("Europe/Paris", STANDARD),
    "CEST": ("Europe/Paris", DAYLIGHT),
    "MEZ": ("Europe/Berlin", STANDARD),
    "MESZ": ("Europe/Berlin", DAYLIGHT),
    "EET": ("Europe/Helsinki", STANDARD),
    "EEST": ("Europe/Helsinki", DAYLIGHT),
    "TRT": ("Europe/Istanbul", EITHER),
    "MSK": ("Europe/Moscow", EITHER),
    "SAST": ("Africa/Johannesburg", EITHER),
    "CAT": ("Africa/Maputo", EITHER),
    "EAT": ("Africa/Nairobi", EITHER),
    "WAT": ("Africa/Lagos", EITHER),
    "GST": ("Asia/Dubai", EITHER),
    "PKT": ("Asia/Karachi", EITHER),
    "IST": ("Asia/Kolkata", EITHER),
    "NPT": ("Asia/Kathmandu", EITHER),
    "ICT": ("Asia/Bangkok", EITHER),
    "WIB": ("Asia/Jakarta", EITHER),
    "SGT": ("Asia/Singapore", EITHER),
    "MYT": ("Asia/Kuala_Lumpur", EITHER),
    "HKT": ("Asia/Hong_Kong", EITHER),
    "PHT": ("Asia/Manila", EITHER),
    "JST": ("Asia/Tokyo", EITHER),
    "KST": ("Asia/Seoul", EITHER),
    "AWST": ("Australia/Perth", EITHER),
    "ACST": ("Australia/Adelaide", STANDARD),
    "ACDT": ("Australia/Adelaide", DAYLIGHT),
    "AEST": ("Australia/Sydney", STANDARD),
    "AEDT": ("Australia/Sydney", DAYLIGHT),
    "AET": ("Australia/Sydney", EITHER),
    "NZST": ("Pacific/Auckland", STANDARD),
    "NZDT": ("Pacific/Auckland", DAYLIGHT),
    "NZT": ("Pacific/Auckland", EITHER),
}
"""Label -> zone, and whether it claims standard or daylight time."""

SMALL = "utc gmt pst pdt mst mdt cst cdt est edt bst cet cest eet eest ist jst sgt aest aedt"
LOWER_CASE_LABELS = frozenset(SMALL.split())
"""Labels that are no words, so that people may write them small."""

REGIONS = {
    "pacific": "America/Los_Angeles",
    "pacific standard": "America/Los_Angeles",
    "pacific daylight": "America/Los_Angeles",
    "mountain": "America/Denver",
    "central": "America/Chicago",
    "eastern": "America/New_York",
    "eastern standard": "America/New_York",
    "eastern daylight": "America/New_York",
    "central european": "Europe/Paris",
    "central european summer": "Europe/Paris",
    "eastern european": "Europe/Helsinki",
    "british": "Europe/London",
    "british summer": "Europe/London",
    "uk": "Europe/London",
    "irish": "Europe/Dublin",
    "dutch": "Europe/Amsterdam",
    "german": "Europe/Berlin",
    "french": "Europe/Paris",
    "spanish": "Europe/Madrid",
    "italian": "Europe/Rome",
    "polish": "Europe/Warsaw",
    "indian": "Asia/Kolkata",
    "india": "Asia/Kolkata",
    "india standard": "Asia/Kolkata",
    "china": "Asia/Shanghai",
    "china standard": "Asia/Shanghai",
    "chinese": "Asia/Shanghai",
    "japan": "Asia/Tokyo",
    "japan standard": "Asia/Tokyo",
    "korea": "Asia/Seoul",
    "korea standard": "Asia/Seoul",
    "israel": "Asia/Jerusalem",
    "zulu": "UTC",
    "universal": "UTC",
    "coordinated universal": "UTC",
    "greenwich mean": "UTC",
}
"""What stands before the word "time"."""

CITIES = {
    "pacific": "America/Los_Angeles",
    "mountain": "America/Denver",
    "central": "America/Chicago",
    "eastern": "America/New_York",
    "ahmedabad": "Asia/Kolkata",
    "aachen": "Europe/Berlin",
    "abu dhabi": "Asia/Dubai",
    "antwerp": "Europe/Brussels",
    "atlanta": "America/New_York",
    "austin": "America/Chicago",
    "bangalore": "Asia/Kolkata",
    "barcelona": "Europe/Madrid",
    "basel": "Europe/Zurich",
    "beijing": "Asia/Shanghai",
    "bengaluru": "Asia/Kolkata",
    "birmingham": "Europe/London",
    "boston": "America/New_York",
    "brasilia": "America/Sao_Paulo",
    "canberra": "Australia/Sydney",
    "cape town": "Africa/Johannesburg",
    "chennai": "Asia/Kolkata",
    "cologne": "Europe/Berlin",
    "cork": "Europe/Dublin",
    "dallas": "America/Chicago",
    "delhi": "Asia/Kolkata",
    "durban": "Africa/Johannesburg",
    "edinburgh": "Europe/London",
    "frankfurt": "Europe/Berlin",
    "geneva": "Europe/Zurich",
    "gothenburg": "Europe/Stockholm",
    "haifa": "Asia/Jerusalem",
    "hamburg": "Europe/Berlin",
    "hanoi": "Asia/Ho_Chi_Minh",
    "houston": "America/Chicago",
    "hyderabad": "Asia/Kolkata",
    "islamabad": "Asia/Karachi",
    "krakow": "Europe/Warsaw",
    "kyoto": "Asia/Tokyo",
    "lahore": "Asia/Karachi",
    "lyon": "Europe/Paris",
    "manchester": "Europe/London",
    "miami": "America/New_York",
    "milan": "Europe/Rome",
    "minneapolis": "America/Chicago",
    "montreal": "America/Toronto",
    "mumbai": "Asia/Kolkata",
    "munich": "Europe/Berlin",
    "nyc": "America/New_York",
    "osaka": "Asia/Tokyo",
    "ottawa": "America/Toronto",
    "philadelphia": "America/New_York",
    "porto": "Europe/Lisbon",
    "portland": "America/Los_Angeles",
    "pune": "Asia/Kolkata",
    "rio": "America/Sao_Paulo",
    "rotterdam": "Europe/Amsterdam",
    "san diego": "America/Los_Angeles",
    "san francisco": "America/Los_Angeles",
    "san jose": "America/Los_Angeles",
    "seattle": "America/Los_Angeles",
    "shenzhen": "Asia/Shanghai",
    "st petersburg": "Europe/Moscow",
    "stuttgart": "Europe/Berlin",
    "tel aviv": "Asia/Jerusalem",
    "the hague": "Europe/Amsterdam",
    "utrecht": "Europe/Amsterdam",
    "washington": "America/New_York",
    "wellington": "Pacific/Auckland",
}
"""Places whose name is not the last part of an IANA name."""

NO_PLACE = """wake easter christmas resolute center midway reunion troll general south north west east universal zulu acre victor
davis casey nome apia marengo knox currie winamac vincennes central pacific mountain eastern navajo jersey turkey eire portugal
poland cuba egypt"""
NOT_PLACES = frozenset(NO_PLACE.split())
"""Last parts of IANA names that are words, or places nobody means by them."""
