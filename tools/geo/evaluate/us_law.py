"""49 CFR 71, read anew for the labels: which clock a county keeps where its state keeps two.

Independent of the tables under scheduler/geo on purpose. Counties that the law or a ZIP's roads
split are in `SPLIT`: there no county decides, and the ZIP is labelled by its post town by hand.
"""

STATES = {
    "AL": "America/Chicago", "AK": "America/Anchorage", "AZ": "America/Phoenix",
    "AR": "America/Chicago", "CA": "America/Los_Angeles", "CO": "America/Denver",
    "CT": "America/New_York", "DE": "America/New_York", "DC": "America/New_York",
    "FL": "America/New_York", "GA": "America/New_York", "HI": "Pacific/Honolulu",
    "ID": "America/Boise", "IL": "America/Chicago", "IN": "America/Indiana/Indianapolis",
    "IA": "America/Chicago", "KS": "America/Chicago", "KY": "America/New_York",
    "LA": "America/Chicago", "ME": "America/New_York", "MD": "America/New_York",
    "MA": "America/New_York", "MI": "America/Detroit", "MN": "America/Chicago",
    "MS": "America/Chicago", "MO": "America/Chicago", "MT": "America/Denver",
    "NE": "America/Chicago", "NV": "America/Los_Angeles", "NH": "America/New_York",
    "NJ": "America/New_York", "NM": "America/Denver", "NY": "America/New_York",
    "NC": "America/New_York", "ND": "America/Chicago", "OH": "America/New_York",
    "OK": "America/Chicago", "OR": "America/Los_Angeles", "PA": "America/New_York",
    "RI": "America/New_York", "SC": "America/New_York", "SD": "America/Chicago",
    "TN": "America/Chicago", "TX": "America/Chicago", "UT": "America/Denver",
    "VT": "America/New_York", "VA": "America/New_York", "WA": "America/Los_Angeles",
    "WV": "America/New_York", "WI": "America/Chicago", "WY": "America/Denver",
    "PR": "America/Puerto_Rico", "VI": "America/St_Thomas", "GU": "Pacific/Guam",
    "AS": "Pacific/Pago_Pago", "MP": "Pacific/Saipan", "PW": "Pacific/Palau",
    "MH": "Pacific/Majuro",
}

OTHER = {
    ("FL", "America/Chicago"): "Bay|Calhoun|Escambia|Holmes|Jackson|Okaloosa|Santa Rosa|Walton|"
                               "Washington",
    ("IN", "America/Chicago"): "Gibson|Jasper|Lake|LaPorte|La Porte|Newton|Porter|Posey|Spencer|"
                               "Vanderburgh|Warrick",
    ("IN", "America/Indiana/Tell_City"): "Perry",
    ("KY", "America/Chicago"):
        "Adair|Allen|Ballard|Barren|Breckinridge|Butler|Caldwell|Calloway|Carlisle|Christian|"
        "Clinton|Crittenden|Cumberland|Daviess|Edmonson|Fulton|Graves|Grayson|Green|Hancock|Hart|"
        "Henderson|Hickman|Hopkins|Livingston|Logan|Lyon|Marshall|McCracken|McLean|Metcalfe|"
        "Monroe|Muhlenberg|Ohio|Russell|Simpson|Todd|Trigg|Union|Warren|Webster",
    ("TN", "America/New_York"):
        "Anderson|Blount|Bradley|Campbell|Carter|Claiborne|Cocke|Grainger|Greene|Hamblen|"
        "Hamilton|Hancock|Hawkins|Jefferson|Johnson|Knox|Loudon|McMinn|Meigs|Monroe|Morgan|Polk|"
        "Rhea|Roane|Scott|Sevier|Sullivan|Unicoi|Union|Washington",
    ("MI", "America/Menominee"): "Dickinson|Gogebic|Iron|Menominee",
    ("ND", "America/Denver"): "Adams|Billings|Bowman|Dunn|Golden Valley|Grant|Hettinger|Slope|"
                              "Stark",
    ("SD", "America/Denver"): "Bennett|Butte|Corson|Custer|Dewey|Fall River|Haakon|Harding|"
                              "Jackson|Lawrence|Meade|Oglala Lakota|Pennington|Perkins|Shannon|"
                              "Ziebach",
    ("NE", "America/Denver"): "Arthur|Banner|Box Butte|Chase|Cheyenne|Dawes|Deuel|Dundy|Garden|"
                              "Grant|Hooker|Keith|Kimball|Morrill|Perkins|Scotts Bluff|Sheridan|"
                              "Sioux",
    ("KS", "America/Denver"): "Greeley|Hamilton|Sherman|Wallace",
    ("TX", "America/Denver"): "El Paso|Hudspeth",
    ("ID", "America/Los_Angeles"): "Benewah|Bonner|Boundary|Clearwater|Kootenai|Latah|Lewis|"
                                   "Nez Perce|Shoshone",
}

SPLIT = {
    "AL": "Chambers|Lee|Russell", "AK": "Aleutians West|Aleutians West (CA)",
    "AZ": "Apache|Coconino|Navajo", "FL": "Gulf", "ID": "Idaho", "IN": "Starke",
    "ND": "McKenzie|Mc Kenzie|Sioux", "NE": "Cherry", "NV": "Elko", "OR": "Malheur",
    "SD": "Stanley",
}

_other = {(state, name.lower().replace(" ", "")): zone
          for (state, zone), names in OTHER.items() for name in names.split("|")}
_split = {(state, name.lower().replace(" ", ""))
          for state, names in SPLIT.items() for name in names.split("|")}
_halved = {state for state, _ in OTHER} | set(SPLIT)


def zone_of(state, county):
    """The zone by law; None where the county is not known in a state with two, or is split."""
    key = (state, county.lower().replace(" ", ""))
    if key in _split or state not in STATES:
        return None
    if key in _other:
        return _other[key]
    if state in _halved and not county:
        return None
    return STATES[state]
